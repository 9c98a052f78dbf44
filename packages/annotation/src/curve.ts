import {
  curveThrough,
  distance,
  nearestOnPolyline,
  type Polyline,
  simplifyPolyline,
  type Vec3,
} from '@trueline/geometry'
import type { AnnotationRecord } from './records/record.ts'

/** A curve through fewer knots is no other line than theirs. */
export const FEWEST_KNOTS = 3

/** In meters: how densely a curve has points, and what it may stray when some are left out. */
const STEP_M = 0.5
const STRAYS_M = 0.02

/** In meters: what coordinates lose on their way through a file. */
const ROUNDED_M = 0.001

/** The line that a curve through knots is told as, in the space of the knots; every point of it is one of the curve. */
export function lineOfCurve(knots: Polyline): Polyline {
  return simplifyPolyline(denseCurve(knots), STRAYS_M)
}

/** The curve through knots with points every half meter; each knot is one of them. */
export function denseCurve(knots: Polyline): Polyline {
  return curveThrough(knots, STEP_M)
}

/** Whether a line is the curve through knots still, but for what rounding takes; linear in the points of both. */
export function isCurveThrough(line: Polyline, knots: Polyline): boolean {
  if (knots.length < FEWEST_KNOTS || line.length < 2) return false
  const curve = denseCurve(knots)
  if (!isAt(curve[0], line[0]) || !isAt(curve.at(-1), line.at(-1))) return false
  // The line's points are some of the curve's, in their order, and between two of them the curve keeps to the chord.
  let next = 1
  let passed: Vec3[] = []
  for (const [index, point] of curve.entries()) {
    if (index === 0) continue
    const to = line[next]
    if (to === undefined) return false
    const isLast = index === curve.length - 1
    const isReached = isAt(point, to) && (next < line.length - 1 || isLast)
    if (!isReached) {
      passed.push(point)
      continue
    }
    const chord = [line[next - 1]!, to]
    if (passed.some((one) => nearestOnPolyline(chord, one).distance > STRAYS_M + ROUNDED_M)) {
      return false
    }
    passed = []
    next += 1
  }
  return next === line.length
}

function isAt(a: Vec3 | undefined, b: Vec3 | undefined): boolean {
  return a !== undefined && b !== undefined && distance(a, b) <= ROUNDED_M
}

/**
 * The record, without its knots where its line is not the curve through them: whatever gives a line other points takes
 * its knots away.
 */
export function withTrueKnots<Kept extends AnnotationRecord>(record: Kept): Kept {
  if (record.kind !== 'lane' && record.kind !== 'mapElement') return record
  const { knots, ...rest } = record
  if (knots === undefined) return record
  return isCurveThrough(lineOf(record), knots) ? record : (rest as Kept)
}

function lineOf(record: Extract<AnnotationRecord, { kind: 'lane' | 'mapElement' }>): Polyline {
  if (record.kind === 'lane') return record.isCenterDerived ? [] : record.centerLine
  return record.shape.kind === 'box' ? [] : record.shape.points
}
