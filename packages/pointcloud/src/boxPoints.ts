import { type Cuboid, toMatrix3, type Vec3 } from '@trueline/geometry'
import { type Ground, groundHeightAt } from './ground.ts'
import { groundUnder, type Span, spanOf } from './span.ts'
import { POINT_STRIDE } from './sweep.ts'

/** What rises less above the ground is taken for it. */
export const CLEARANCE = 0.2

/** The points around a cuboid, measured from its center on its own axes. */
export type BoxPoints = {
  readonly count: number
  /** `count` × 3, in doubles: a face on a point has the point on it. */
  readonly positions: Float64Array
  /** 1 for a point above the local ground, or where there is none under the cuboid. */
  readonly isAbove: Uint8Array
}

/**
 * The points of a cuboid grown by `margin` on both sides of each axis.
 *
 * One pass over the points; give those near the cuboid (`pointsNear`) where a whole sweep is too many.
 */
export function boxPoints(
  points: Float32Array,
  cuboid: Cuboid,
  { margin, ground: known }: { readonly margin: Vec3; readonly ground: Ground | null },
): BoxPoints {
  const ground = groundUnder(known, cuboid, spanOf(cuboid)) === null ? null : known
  const m = toMatrix3(cuboid.rotation)
  const [centerX, centerY, centerZ] = cuboid.center
  const halfX = cuboid.extent[0] / 2 + margin[0]
  const halfY = cuboid.extent[1] / 2 + margin[1]
  const halfZ = cuboid.extent[2] / 2 + margin[2]
  let positions = new Float64Array(3 * 1024)
  let isAbove = new Uint8Array(1024)
  let count = 0
  for (let at = 0; at < points.length; at += POINT_STRIDE) {
    const x = points[at]! - centerX
    const y = points[at + 1]! - centerY
    const z = points[at + 2]! - centerZ
    const along = m[0] * x + m[3] * y + m[6] * z
    if (!(along >= -halfX && along <= halfX)) continue
    const across = m[1] * x + m[4] * y + m[7] * z
    if (!(across >= -halfY && across <= halfY)) continue
    const up = m[2] * x + m[5] * y + m[8] * z
    if (!(up >= -halfZ && up <= halfZ)) continue
    if (count === isAbove.length) {
      positions = grown(positions)
      isAbove = grownBytes(isAbove)
    }
    positions[count * 3] = along
    positions[count * 3 + 1] = across
    positions[count * 3 + 2] = up
    isAbove[count] = isAboveGround(ground, points, at) ? 1 : 0
    count++
  }
  return { count, positions, isAbove }
}

/** Whether the point at an offset stands clear of the ground; where none is known it does. */
export function isAboveGround(ground: Ground | null, points: Float32Array, at: number): boolean {
  const height = ground && groundHeightAt(ground, points[at]!, points[at + 1]!)
  return height === null || points[at + 2]! >= height + CLEARANCE
}

/** So far beyond its outermost points a face is put: rounding must not drop them from the box. */
const PAD = 0.0001

/** The box around the points above the ground in a span, and how many they are. */
export function extremesIn(
  { count, positions, isAbove }: BoxPoints,
  { min, max }: Span,
): { readonly span: Span; readonly count: number } {
  const span: Span = {
    min: [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    max: [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  }
  let inside = 0
  for (let point = 0, at = 0; point < count; point++, at += 3) {
    const x = positions[at]!
    const y = positions[at + 1]!
    const z = positions[at + 2]!
    if (isAbove[point] === 0 || x < min[0] || x > max[0]) continue
    if (y < min[1] || y > max[1] || z < min[2] || z > max[2]) continue
    inside++
    if (x < span.min[0]) span.min[0] = x
    if (x > span.max[0]) span.max[0] = x
    if (y < span.min[1]) span.min[1] = y
    if (y > span.max[1]) span.max[1] = y
    if (z < span.min[2]) span.min[2] = z
    if (z > span.max[2]) span.max[2] = z
  }
  for (let axis = 0; axis < 3; axis++) {
    span.min[axis]! -= PAD
    span.max[axis]! += PAD
  }
  return { span, count: inside }
}

function grown(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const more = new Float64Array(values.length * 2)
  more.set(values)
  return more
}

function grownBytes(values: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(values.length * 2)
  more.set(values)
  return more
}
