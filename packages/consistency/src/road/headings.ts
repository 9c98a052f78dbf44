import type { Polyline } from '@trueline/geometry'

/**
 * The direction a line has where it starts or ends, from above, in radians counter-clockwise from x. Points
 * that lie on one another there are passed over; 0 of a line that goes nowhere.
 */
export function headingAt(line: Polyline, end: 'start' | 'end'): number {
  const points = end === 'start' ? line : line.toReversed()
  const [x, y] = points[0]!
  const next = points.find((point) => Math.hypot(point[0] - x, point[1] - y) > NEAREST)
  if (next === undefined) return 0
  const turn = end === 'start' ? 1 : -1
  return Math.atan2(turn * (next[1] - y), turn * (next[0] - x))
}

/** In meters: nearer points say nothing of a direction. */
const NEAREST = 0.05
