import type { Polyline } from './polyline.ts'
import type { Vec3 } from './vec3.ts'

/** At a bend sharper than this the corner is cut instead of being drawn out to a spike. */
const LONGEST_MITER = 3

/**
 * The line moved sideways by `left` meters, seen from above (negative: to the right), each point at its
 * own height. Where a bend is tighter than the offset, points fold over: see to it by simplifying first.
 *
 * @throws {RangeError} when the line has fewer than two points apart from above.
 */
export function offsetPolyline(line: Polyline, left: number): Polyline {
  const normals = segmentNormals(line)
  return line.map((point, index): Vec3 => {
    const before = normals[Math.max(0, index - 1)]!
    const after = normals[Math.min(normals.length - 1, index)]!
    const sum = [before[0] + after[0], before[1] + after[1]] as const
    const length = Math.hypot(...sum)
    // Back on itself: there is no side that both segments have.
    if (length < 1e-9) return [point[0] + left * after[0], point[1] + left * after[1], point[2]]
    const miter = Math.min(LONGEST_MITER, 2 / length)
    const way = (left * miter) / length
    return [point[0] + way * sum[0], point[1] + way * sum[1], point[2]]
  })
}

/** The unit vector to the left of each segment, from above; a segment of no length has the one before. */
function segmentNormals(line: Polyline): readonly (readonly [number, number])[] {
  const normals: (readonly [number, number] | null)[] = []
  for (let index = 1; index < line.length; index++) {
    const x = line[index]![0] - line[index - 1]![0]
    const y = line[index]![1] - line[index - 1]![1]
    const length = Math.hypot(x, y)
    normals.push(length === 0 ? (normals.at(-1) ?? null) : [-y / length, x / length])
  }
  const first = normals.find((normal) => normal !== null)
  if (first === undefined || first === null) {
    throw new RangeError('Expected a line with two points apart from above')
  }
  return normals.map((normal) => normal ?? first)
}
