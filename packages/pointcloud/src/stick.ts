import { add, type Cuboid, scale, type Vec3 } from '@trueline/geometry'
import { boxPoints, extremesIn } from './boxPoints.ts'
import { type FitAnswer, judge, type Surroundings } from './fit.ts'
import { growSpan } from './growSpan.ts'
import { cuboidOf, groundUnder, localOf, type Span, spanOf } from './span.ts'

/** How far beyond the box its points are looked for; half its side where that is less. */
const REACH = 0.6

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
  const [length, width, height] = cuboid.extent
  const margin: Vec3 = [reachOf(length), reachOf(width), reachOf(height)]
  const near = boxPoints(points, cuboid, { margin, ground })
  const whole = spanOf(cuboid)
  const limit = spanOf({ ...cuboid, extent: add(cuboid.extent, scale(margin, 2)) })
  const inside = extremesIn(near, whole)
  // A box that lies behind the faces that are seen is empty.
  const start = inside.count < FEWEST ? extremesIn(near, limit) : inside
  if (start.count < FEWEST) return { outcome: 'refused', why: 'tooFewPoints' }
  growSpan(near, start.span, limit)
  const seen = extremesIn(near, start.span).span
  const eye = localOf(cuboid, sensor)
  for (const axis of [0, 1] as const) slide(whole, axis, shiftTo(whole, seen, { axis, eye }))
  slide(whole, 2, (groundUnder(ground, cuboid, whole) ?? whole.min[2]) - whole.min[2])
  return judge(points, cuboid, cuboidOf(whole, cuboid))
}

function reachOf(side: number): number {
  return Math.min(REACH, side / 2)
}

/** How far the box has to slide along an axis for the face that looks at the sensor to lie on the points. */
function shiftTo(
  box: Span,
  seen: Span,
  { axis, eye }: { readonly axis: 0 | 1; readonly eye: Vec3 },
): number {
  const toMax = seen.max[axis] - box.max[axis]
  const toMin = seen.min[axis] - box.min[axis]
  if (eye[axis] > box.max[axis]) return unlessHidden(toMax, box, axis)
  if (eye[axis] < box.min[axis]) return unlessHidden(toMin, box, axis)
  // The sensor sees neither end: only what sticks out of one says something.
  if (toMax > 0 && toMin < 0) return (toMax + toMin) / 2
  return Math.max(0, toMax) + Math.min(0, toMin)
}

/** A face more than half a side away from all points is hidden by something nearer, not elsewhere. */
function unlessHidden(shift: number, { min, max }: Span, axis: 0 | 1): number {
  return Math.abs(shift) > (max[axis] - min[axis]) / 2 ? 0 : shift
}

function slide({ min, max }: Span, axis: 0 | 1 | 2, shift: number): void {
  min[axis] += shift
  max[axis] += shift
}
