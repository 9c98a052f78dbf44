import { type Polyline, polylineLength, resamplePolyline } from './polyline.ts'
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

/** In meters: how densely lines are compared. */
const STEP = 1

/** As many points as OpenLane-V2 gives every lane; more than so many tell nothing more. */
const COUNTS = [11, 500] as const

/**
 * Discrete Fréchet distance of two lines that run the same way, each with equally many points at even
 * shares of its length, so that how densely they were drawn says nothing; infinite where it is no less
 * than `within`.
 *
 * @throws {RangeError} when a line has no point.
 */
export function frechetWithin(a: Polyline, b: Polyline, within: number): number {
  if (a.length === 0 || b.length === 0) return frechetDistance(a, b)
  // Starts are walked together, and so are ends.
  const ends = Math.max(distance(a[0]!, b[0]!), distance(a.at(-1)!, b.at(-1)!))
  if (ends >= within) return Number.POSITIVE_INFINITY
  const longest = Math.max(polylineLength(a), polylineLength(b))
  const count = Math.min(COUNTS[1], Math.max(COUNTS[0], Math.ceil(longest / STEP) + 1))
  const away = frechetDistance(atShares(a, count), atShares(b, count))
  return away < within ? away : Number.POSITIVE_INFINITY
}

function atShares(line: Polyline, count: number): Polyline {
  const length = polylineLength(line)
  if (!(length > 0)) return line.slice(0, 1)
  return resamplePolyline(line, length / (count - 1))
}
