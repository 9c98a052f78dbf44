import type { BoxPoints } from './boxPoints.ts'
import { FACE_AXIS, type Face, type Span } from './span.ts'

/** How far a face moves at once. */
const STEP = 0.15

/** A wider gap ends an object. */
const GAP = 0.3

/** Moves the faces of `span` outwards, the bottom left alone, until 0.3 m before each holds no point above the ground. */
export function growSpan(points: BoxPoints, span: Span, limit: Span): void {
  const faces: readonly Face[] = ['front', 'rear', 'left', 'right', 'top']
  let hasMoved = true
  while (hasMoved) {
    hasMoved = faces.map((face) => growFace({ points, span, limit }, face)).includes(true)
  }
}

/** Moves one face outwards while a point lies before it; whether it moved. */
export function growFace(
  {
    points,
    span,
    limit,
  }: { readonly points: BoxPoints; readonly span: Span; readonly limit: Span },
  face: Face,
): boolean {
  const { axis, sign } = FACE_AXIS[face]
  const edges = sign > 0 ? span.max : span.min
  const end = (sign > 0 ? limit.max : limit.min)[axis] * sign
  let edge = edges[axis] * sign
  let hasMoved = false
  while (edge < end && hasPointBefore(points, span, { axis, sign, edge })) {
    edge = Math.min(end, edge + STEP)
    edges[axis] = edge * sign
    hasMoved = true
  }
  return hasMoved
}

/** Whether a point above the ground lies less than a gap beyond a face, within the span's other faces. */
function hasPointBefore(
  { count, positions, isAbove }: BoxPoints,
  { min, max }: Span,
  face: { readonly axis: 0 | 1 | 2; readonly sign: 1 | -1; readonly edge: number },
): boolean {
  const { axis, sign, edge } = face
  const one = axis === 0 ? 1 : 0
  const two = axis === 2 ? 1 : 2
  for (let point = 0, at = 0; point < count; point++, at += 3) {
    const beyond = positions[at + axis]! * sign - edge
    if (!(beyond > 0 && beyond <= GAP) || isAbove[point] === 0) continue
    const a = positions[at + one]!
    const b = positions[at + two]!
    if (a >= min[one]! && a <= max[one]! && b >= min[two]! && b <= max[two]!) return true
  }
  return false
}
