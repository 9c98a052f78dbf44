import type { Cuboid } from '@trueline/geometry'
import { extentInView, SIDE_VIEWS, type SideViewId, type ViewPoint } from '../../tools/sideView.ts'

/** Where a view lies in the pane, and how large it shows things; in CSS pixels from its top left. */
export type ViewRect = {
  readonly view: SideViewId
  readonly top: number
  readonly width: number
  readonly height: number
  readonly pxPerMeter: number
}

/** How much of a view the box fills when it is first shown. */
const FILL = 0.56
/** A meter is never shown larger than this at first, so that a small box keeps its surroundings. */
const MOST_PX_PER_METER = 220

/** The zoom of each view beside what shows the box whole; kept from frame to frame and box to box. */
export type Zooms = { readonly [view in SideViewId]: number }

/** The three views one under the other. */
export function layOut(
  size: { readonly width: number; readonly height: number },
  zooms: Zooms,
  shown: Cuboid,
): readonly ViewRect[] {
  const height = Math.floor(size.height / SIDE_VIEWS.length)
  return SIDE_VIEWS.map((view, index) => ({
    view,
    top: index * height,
    width: size.width,
    height,
    pxPerMeter: zooms[view] * wholePxPerMeter(view, { width: size.width, height }, shown),
  }))
}

/** The scale at which a box is seen whole in a view, with its surroundings. */
export function wholePxPerMeter(
  view: SideViewId,
  size: { readonly width: number; readonly height: number },
  shown: Cuboid,
): number {
  const [right, up] = extentInView(view, shown)
  const scale = Math.min((FILL * size.width) / right, (FILL * size.height) / up)
  return Math.min(MOST_PX_PER_METER, scale)
}

/** Where a place of a view lies in the pane. */
export function paneFromView(rect: ViewRect, [right, up]: ViewPoint): readonly [number, number] {
  return [
    rect.width / 2 + right * rect.pxPerMeter,
    rect.top + rect.height / 2 - up * rect.pxPerMeter,
  ]
}

/** The place of a view at a place of the pane. */
export function viewFromPane(rect: ViewRect, [x, y]: readonly [number, number]): ViewPoint {
  return [
    (x - rect.width / 2) / rect.pxPerMeter,
    (rect.top + rect.height / 2 - y) / rect.pxPerMeter,
  ]
}

/** The view at a height of the pane. */
export function viewAt(rects: readonly ViewRect[], y: number): ViewRect | null {
  return rects.find(({ top, height }) => y >= top && y < top + height) ?? null
}
