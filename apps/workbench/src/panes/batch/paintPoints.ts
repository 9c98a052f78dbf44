import { type Cuboid, toMatrix3 } from '@trueline/geometry'
import { POINT_STRIDE } from '@trueline/pointcloud'
import type { Rgb } from '../../scene/colorMap.ts'
import { type SideViewId, viewAxes } from '../../tools/sideView.ts'
import type { ViewRect } from '../sideViews/sideLayout.ts'

/** Where points are painted: a picture's pixels in rows from the top, four bytes each. */
export type Pixels = {
  readonly values: Uint32Array
  readonly width: number
  readonly height: number
}

/** What is painted in three views of one box. */
export type PointPainting = {
  /** N × 4 rows of x, y, z, intensity in ego space. */
  readonly points: Float32Array
  readonly rects: readonly ViewRect[]
  /** The box the views are locked to. */
  readonly lock: Cuboid
  /** The box whose points are set off. */
  readonly box: Cuboid
  readonly pixelRatio: number
  /** A point's side in device pixels. */
  readonly sizePx: number
  readonly colors: { readonly ground: Rgb; readonly outside: Rgb; readonly inside: Rgb }
}

/** How far before and behind the box points are shown: what lies over a car is not in its top view. */
const SLAB: { readonly [view in SideViewId]: number } = { top: 0.5, side: 0.8, rear: 0.8 }
/** So far around a box its points still count as its own in the picture: half a step of a pack. */
const RIM = 0.003

/**
 * Paints the points around a box in its three views, those inside last.
 *
 * On the processor: some thousand points in a hundred small views take it less time than switching a
 * GPU between a hundred of them, and pictures that are painted once are scrolled for nothing.
 */
export function paintPoints(pixels: Pixels, painting: PointPainting): void {
  const { points, rects, lock, box, colors } = painting
  pixels.values.fill(packed(colors.ground))
  const local = localPoints(points, lock)
  const isInside = insideOf(points, box)
  const outside = packed(colors.outside)
  const inside = packed(colors.inside)
  for (const rect of rects) {
    paintView(pixels, painting, { rect, local, isInside, wanted: 0, color: outside })
    paintView(pixels, painting, { rect, local, isInside, wanted: 1, color: inside })
  }
}

/** The points on a cuboid's own axes, from its center: N × 3. */
function localPoints(points: Float32Array, { center, rotation }: Cuboid): Float32Array {
  const m = toMatrix3(rotation)
  const local = new Float32Array((points.length / POINT_STRIDE) * 3)
  for (let at = 0, to = 0; at < points.length; at += POINT_STRIDE, to += 3) {
    const x = points[at]! - center[0]
    const y = points[at + 1]! - center[1]
    const z = points[at + 2]! - center[2]
    local[to] = m[0] * x + m[3] * y + m[6] * z
    local[to + 1] = m[1] * x + m[4] * y + m[7] * z
    local[to + 2] = m[2] * x + m[5] * y + m[8] * z
  }
  return local
}

/** 1 for each point in a cuboid. */
function insideOf(points: Float32Array, box: Cuboid): Uint8Array {
  const local = localPoints(points, box)
  const [x, y, z] = box.extent.map((side) => side / 2 + RIM) as [number, number, number]
  const isInside = new Uint8Array(local.length / 3)
  for (let point = 0, at = 0; point < isInside.length; point++, at += 3) {
    const isIn =
      Math.abs(local[at]!) <= x && Math.abs(local[at + 1]!) <= y && Math.abs(local[at + 2]!) <= z
    if (isIn) isInside[point] = 1
  }
  return isInside
}

type ViewPainting = {
  readonly rect: ViewRect
  readonly local: Float32Array
  readonly isInside: Uint8Array
  /** Which points: 1 those inside. */
  readonly wanted: 0 | 1
  readonly color: number
}

function paintView(
  { values, width }: Pixels,
  { lock, pixelRatio, sizePx }: PointPainting,
  { rect, local, isInside, wanted, color }: ViewPainting,
): void {
  const { right, up, toViewer } = viewAxes(rect.view)
  const depth = lock.extent[toViewer.axis] / 2 + SLAB[rect.view]
  const scale = rect.pxPerMeter * pixelRatio
  const middleX = (rect.width * pixelRatio) / 2 - sizePx / 2
  const middleY = (rect.top + rect.height / 2) * pixelRatio - sizePx / 2
  const top = Math.ceil(rect.top * pixelRatio)
  const bottom = Math.floor((rect.top + rect.height) * pixelRatio) - sizePx
  const last = width - sizePx
  for (let point = 0, at = 0; point < isInside.length; point++, at += 3) {
    if (isInside[point] !== wanted || !(Math.abs(local[at + toViewer.axis]!) <= depth)) continue
    const x = Math.round(middleX + right.sign * local[at + right.axis]! * scale)
    const y = Math.round(middleY - up.sign * local[at + up.axis]! * scale)
    if (x < 0 || x > last || y < top || y > bottom) continue
    for (let row = y; row < y + sizePx; row++) {
      for (let column = x; column < x + sizePx; column++) values[row * width + column] = color
    }
  }
}

/** A color as the four bytes of a pixel, on a machine that has the low byte first. */
function packed([r, g, b]: Rgb): number {
  return (0xff000000 | (b << 16) | (g << 8) | r) >>> 0
}
