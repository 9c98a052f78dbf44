import type { Cuboid, Vec3 } from '@trueline/geometry'
import { SIDE_VIEWS, type SideViewId } from '../../tools/sideView.ts'
import type { Size } from '../cameras/imageTransform.ts'
import { type ViewRect, wholePxPerMeter, type Zooms } from '../sideViews/sideLayout.ts'

/** A column of the page: three views one under the other, and a part of a picture under them. */
export type ColumnLayout = {
  readonly size: Size
  readonly rects: readonly ViewRect[]
  readonly picture: { readonly top: number; readonly size: Size }
}

/** How a column's height is shared out; a box is longer than high, and forward is up from above. */
const SHARES: { readonly [view in SideViewId]: number } = { top: 0.38, side: 0.18, rear: 0.2 }

/** Lays out a column; all columns of a page are alike, so that a size that differs is seen. */
export function layOutColumn(
  size: Size,
  zooms: Zooms,
  { extent, hasPictures }: { readonly extent: Vec3; readonly hasPictures: boolean },
): ColumnLayout {
  const shown: Cuboid = { center: [0, 0, 0], extent, rotation: [0, 0, 0, 1] }
  const shared = SIDE_VIEWS.reduce((sum, view) => sum + SHARES[view], 0)
  const whole = hasPictures ? 1 : shared
  let top = 0
  const rects = SIDE_VIEWS.map((view): ViewRect => {
    const height = Math.floor((size.height * SHARES[view]) / whole)
    const pxPerMeter = zooms[view] * wholePxPerMeter(view, { width: size.width, height }, shown)
    const rect = { view, top, width: size.width, height, pxPerMeter }
    top += height
    return rect
  })
  return {
    size,
    rects,
    picture: { top, size: { width: size.width, height: hasPictures ? size.height - top : 0 } },
  }
}

/** The longest side of some boxes along each axis: what a column must have room for. */
export function largestExtent(cuboids: readonly Cuboid[]): Vec3 {
  const along = (axis: 0 | 1 | 2): number =>
    Math.max(0.3, ...cuboids.map(({ extent }) => extent[axis]))
  return [along(0), along(1), along(2)]
}
