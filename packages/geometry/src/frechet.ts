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
  let row: number[] = []
  for (const [i, from] of a.entries()) {
    const next: number[] = []
    for (const [j, to] of b.entries()) {
      const before = [row[j - 1], row[j], next[j - 1]].filter((leash) => leash !== undefined)
      const least = i === 0 && j === 0 ? 0 : Math.min(...before)
      next.push(Math.max(least, distance(from, to)))
    }
    row = next
  }
  return row.at(-1)!
}
