import type { BoxPoints } from './boxPoints.ts'
import { FACE_AXIS, type Face, type Span } from './span.ts'

/** How far a face moves at once. */
const STEP = 0.15

/** So many steps without a point end an object: a gap of 0.3 m. */
const GAP_STEPS = 2

type Growth = { readonly points: BoxPoints; readonly span: Span; readonly limit: Span }

/** Moves the faces of `span` outwards, the bottom left alone, until no point above the ground lies within 0.3 m before any. */
export function growSpan(points: BoxPoints, span: Span, limit: Span): void {
  const faces: readonly Face[] = ['front', 'rear', 'left', 'right', 'top']
  let hasMoved = true
  while (hasMoved) {
    hasMoved = faces.map((face) => growFace({ points, span, limit }, face)).includes(true)
  }
}

/** Moves one face outwards, no further than the limit, while a point lies before it; whether it moved. */
export function growFace({ points, span, limit }: Growth, face: Face): boolean {
  const { axis, sign } = FACE_AXIS[face]
  const edges = sign > 0 ? span.max : span.min
  const edge = edges[axis] * sign
  const end = (sign > 0 ? limit.max : limit.min)[axis] * sign
  const isTaken = stepsTaken({ points, span, limit }, { axis, sign, edge, end })
  let steps = 0
  while (steps < isTaken.length && isTaken.subarray(steps, steps + GAP_STEPS).includes(1)) steps++
  if (steps === 0) return false
  edges[axis] = Math.min(end, edge + steps * STEP) * sign
  return true
}

/** For each step before a face, 1 where a point above the ground lies in it, within the span's other faces. */
function stepsTaken(
  { points: { count, positions, isAbove }, span: { min, max } }: Growth,
  face: {
    readonly axis: 0 | 1 | 2
    readonly sign: 1 | -1
    readonly edge: number
    readonly end: number
  },
): Uint8Array {
  const { axis, sign, edge, end } = face
  const isTaken = new Uint8Array(Math.max(0, Math.ceil((end - edge) / STEP)))
  const one = axis === 0 ? 1 : 0
  const two = axis === 2 ? 1 : 2
  for (let point = 0, at = 0; point < count; point++, at += 3) {
    const beyond = positions[at + axis]! * sign - edge
    if (!(beyond > 0) || isAbove[point] === 0) continue
    const a = positions[at + one]!
    const b = positions[at + two]!
    if (a < min[one]! || a > max[one]! || b < min[two]! || b > max[two]!) continue
    // Past the end it falls outside the array, and is dropped.
    isTaken[Math.floor(beyond / STEP)] = 1
  }
  return isTaken
}
