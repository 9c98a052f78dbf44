import type { Cuboid } from '@trueline/geometry'
import { boxPoints, extremesIn } from './boxPoints.ts'
import { type FitAnswer, judge, type Surroundings } from './fit.ts'
import { growFace } from './growSpan.ts'
import { cuboidOf, FACE_AXIS, type Face, groundUnder, spanOf } from './span.ts'

/** How far outwards a face looks for points. */
const REACH = 0.6

/** Which faces a fit may move, and what stands around. */
export type FaceFit = Surroundings & { readonly faces: readonly Face[] }

/**
 * The box with the given faces snapped to the nearest points, the others fixed: what a face
 * released with Ctrl does.
 *
 * A face that cuts through an object goes out to its end (up to 0.6 m, and over gaps of less than
 * 0.3 m), one before it goes in to its outermost point; the bottom goes to the ground where it is
 * known.
 */
export function fitFace(points: Float32Array, cuboid: Cuboid, fit: FaceFit): FitAnswer {
  return placeFaces(points, cuboid, { ...fit, reach: REACH })
}

/**
 * The box with the given faces moved inwards to the outermost points inside, the others fixed: what
 * a double click on a face, a corner or the center does.
 */
export function shrinkFaces(points: Float32Array, cuboid: Cuboid, fit: FaceFit): FitAnswer {
  return placeFaces(points, cuboid, { ...fit, reach: 0 })
}

function placeFaces(
  points: Float32Array,
  cuboid: Cuboid,
  { faces, ground, reach }: FaceFit & { readonly reach: number },
): FitAnswer {
  const near = boxPoints(points, cuboid, { margin: [reach, reach, reach], ground })
  const span = spanOf(cuboid)
  for (const face of faces) {
    const { axis, sign } = FACE_AXIS[face]
    const under = face === 'bottom' ? groundUnder(ground, cuboid, span) : null
    if (under !== null) {
      span.min[2] = under
      continue
    }
    const limit = spanOf(cuboid)
    if (sign > 0) limit.max[axis] += reach
    else limit.min[axis] -= reach
    growFace({ points: near, span, limit }, face)
    const outermost = extremesIn(near, span)
    if (outermost.count === 0) return { outcome: 'refused', why: 'tooFewPoints' }
    if (sign > 0) span.max[axis] = outermost.span.max[axis]
    else span.min[axis] = outermost.span.min[axis]
  }
  return judge(points, cuboid, cuboidOf(span, cuboid))
}
