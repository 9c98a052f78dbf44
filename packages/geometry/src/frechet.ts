import type { Polyline } from './polyline.ts'
import { distance } from './vec3.ts'

/**
 * Discrete Fréchet distance of two lines in meters: the shortest leash that lets both ends walk from
 * point to point, never back (Eiter and Mannila, 1994). Depends on how densely the lines have points.
 *
 * @throws {RangeError} when a line has no point.
 */
export function frechetDistance(a: Polyline, b: Polyline): number {
  if (a.length === 0 || b.length === 0) {
    throw new RangeError(`Expected lines with points, got ${a.length} and ${b.length} points`)
  }
  // Row by row; `row[j]` is the leash for a up to i and b up to j.
  const row = new Float64Array(b.length)
  for (const [i, from] of a.entries()) {
    let before = row[0]!
    row[0] = Math.max(i === 0 ? 0 : before, distance(from, b[0]!))
    for (let j = 1; j < b.length; j++) {
      const above = row[j]!
      const least = i === 0 ? row[j - 1]! : Math.min(before, above, row[j - 1]!)
      row[j] = Math.max(least, distance(from, b[j]!))
      before = above
    }
  }
  return row[b.length - 1]!
}
