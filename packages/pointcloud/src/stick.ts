import type { Cuboid, Vec3 } from '@trueline/geometry'
import { boxPoints, countIn, extremesIn } from './boxPoints.ts'
import { type FitAnswer, judge, type Surroundings } from './fit.ts'
import { growSpan } from './growSpan.ts'
import { cuboidOf, groundUnder, localOf, type Span, spanOf } from './span.ts'

/** How far beyond the box its points are looked for, along the ground and upwards. */
const REACH = 1

/** Fewer points do not say where two faces are. */
const FEWEST = 3

/**
 * The box, its size kept, with the faces nearest the sensor on the points and its bottom on the
 * ground: for an object of known size of which one or two faces are seen.
 *
 * @param points N × 4 rows of x, y, z, intensity, in the box's space.
 */
export function stick(
  points: Float32Array,
  cuboid: Cuboid,
  { ground, sensor }: Surroundings,
): FitAnswer {
  const margin: Vec3 = [REACH, REACH, REACH]
  const near = boxPoints(points, cuboid, { margin, ground })
  const start = extremesIn(near, spanOf(cuboid))
  if (start.count < FEWEST) return { outcome: 'refused', why: 'tooFewPoints' }
  const whole = spanOf(cuboid)
  const limit: Span = {
    min: [whole.min[0] - REACH, whole.min[1] - REACH, whole.min[2] - REACH],
    max: [whole.max[0] + REACH, whole.max[1] + REACH, whole.max[2] + REACH],
  }
  growSpan(near, start.span, limit)
  const seen = extremesIn(near, start.span).span
  const eye = localOf(cuboid, sensor)
  for (const axis of [0, 1] as const) slide(whole, axis, shiftTo(whole, seen, { axis, eye }))
  slide(whole, 2, (groundUnder(ground, cuboid, whole) ?? whole.min[2]) - whole.min[2])
  const fitted = cuboidOf(whole, cuboid)
  return judge(cuboid, fitted, countIn(near, whole))
}

/** How far the box has to slide along an axis for the face that looks at the sensor to lie on the points. */
function shiftTo(
  box: Span,
  seen: Span,
  { axis, eye }: { readonly axis: 0 | 1; readonly eye: Vec3 },
): number {
  if (eye[axis] > box.max[axis]) return seen.max[axis] - box.max[axis]
  if (eye[axis] < box.min[axis]) return seen.min[axis] - box.min[axis]
  // The sensor sees neither end: only what sticks out of one says something.
  const over = Math.max(0, seen.max[axis] - box.max[axis])
  const under = Math.max(0, box.min[axis] - seen.min[axis])
  return over > 0 && under > 0 ? (over - under) / 2 : over - under
}

function slide({ min, max }: Span, axis: 0 | 1 | 2, shift: number): void {
  min[axis] += shift
  max[axis] += shift
}
