import { distance, middleLine, type Polyline, type Vec3 } from '@trueline/geometry'

/** As many as a line of a document may have. */
export const MOST_POINTS = 100_000

/** Whether a point lies to the left of a line, by the segment of it that is nearest, from above. */
export function isLeftOf(line: Polyline, [x, y]: Vec3): boolean {
  let nearest = Number.POSITIVE_INFINITY
  let side = 0
  for (let index = 1; index < line.length; index++) {
    const [fromX, fromY] = line[index - 1]!
    const [toX, toY] = line[index]!
    const [wayX, wayY] = [toX - fromX, toY - fromY]
    const squared = wayX * wayX + wayY * wayY
    if (squared === 0) continue
    const along = ((x - fromX) * wayX + (y - fromY) * wayY) / squared
    const ratio = Math.min(1, Math.max(0, along))
    const away = Math.hypot(x - fromX - ratio * wayX, y - fromY - ratio * wayY)
    const cross = wayX * (y - fromY) - wayY * (x - fromX)
    // At a corner two segments are as near: the one the point is not beyond decides.
    if (away < nearest - 1e-9) {
      nearest = away
      side = cross
    } else if (away < nearest + 1e-9 && Math.abs(cross) > Math.abs(side)) side = cross
  }
  return side > 0
}

/** The middle of a line's middle segment. */
export function midPoint(line: Polyline): Vec3 {
  const at = Math.max(1, Math.floor(line.length / 2))
  const [from, to] = [line[at - 1]!, line[at] ?? line[at - 1]!]
  return [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2, (from[2] + to[2]) / 2]
}

/**
 * Whether each of two lines must be turned round so that they bound a lane to its left and right.
 *
 * Source: Lanelet2, `geometry::align`.
 */
export function turnsOf(
  left: Polyline,
  right: Polyline,
): { readonly left: boolean; readonly right: boolean } {
  const turnLeft = isLeftOf(left, midPoint(right))
  const aligned = turnLeft ? left.toReversed() : left
  return { left: turnLeft, right: !isLeftOf(right, midPoint(aligned)) }
}

/** The line half way between two boundaries of a lane, or either where they are no lines. */
export function middleOf(left: Polyline, right: Polyline): Polyline {
  const middle = middleLine(left, right)
  return middle.some((point) => distance(point, middle[0]!) > 0) ? middle : left
}

/** The line without points that repeat the one before. */
export function withoutRepeats(line: Polyline): Polyline {
  return line.filter((point, index) => index === 0 || distance(point, line[index - 1]!) > 0)
}
