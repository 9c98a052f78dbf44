import type { Polyline } from './polyline.ts'
import { mix, type Vec3 } from './vec3.ts'

/** Where two lines cross as seen from above. */
export type Crossing = {
  /** On the first line, and on the second: the same place from above, at heights of their own. */
  readonly points: readonly [Vec3, Vec3]
  /** The segments, by the index of the point each begins at. */
  readonly segments: readonly [number, number]
}

/**
 * The places where two lines cross as seen from above, at most `most`, in no certain order. Lines that touch
 * at a point of both count; such as run on one another do not.
 */
export function crossingsOf(a: Polyline, b: Polyline, most: number): readonly Crossing[] {
  return sweep([...segmentsOf(a, 0), ...segmentsOf(b, 1)], {
    most,
    isAsked: (one, other) => one.of !== other.of,
  })
}

/** The same of a line with itself; segments that follow one another meet and do not cross. */
export function selfCrossingsOf(line: Polyline, most: number): readonly Crossing[] {
  const last = line.length - 2
  const isClosed = line.length > 3 && line[0]!.every((value, axis) => value === line.at(-1)![axis])
  return sweep(segmentsOf(line, 0), {
    most,
    isAsked: ({ index: i }, { index: j }) =>
      Math.abs(i - j) > 1 && !(isClosed && Math.min(i, j) === 0 && Math.max(i, j) === last),
  })
}

type Segment = {
  readonly of: 0 | 1
  readonly index: number
  readonly from: Vec3
  readonly to: Vec3
}

function segmentsOf(line: Polyline, of: 0 | 1): readonly Segment[] {
  return line.slice(1).map((to, index) => ({ of, index, from: line[index]!, to }))
}

type Sweep = {
  readonly most: number
  readonly isAsked: (a: Segment, b: Segment) => boolean
}

/** Goes along the axis the segments reach furthest on: only those over the same place are compared. */
function sweep(segments: readonly Segment[], { most, isAsked }: Sweep): readonly Crossing[] {
  const axis = spreadOf(segments, 0) >= spreadOf(segments, 1) ? 0 : 1
  const startOf = ({ from, to }: Segment): number => Math.min(from[axis], to[axis])
  const endOf = ({ from, to }: Segment): number => Math.max(from[axis], to[axis])
  const found: Crossing[] = []
  let over: Segment[] = []
  for (const segment of segments.toSorted((a, b) => startOf(a) - startOf(b))) {
    const start = startOf(segment)
    over = over.filter((other) => endOf(other) >= start)
    for (const other of over) {
      if (!isAsked(segment, other)) continue
      const isFirst =
        segment.of < other.of || (segment.of === other.of && segment.index < other.index)
      const crossing = isFirst ? crossingOf(segment, other) : crossingOf(other, segment)
      if (crossing !== null) found.push(crossing)
      if (found.length === most) return found
    }
    over.push(segment)
  }
  return found
}

function spreadOf(segments: readonly Segment[], axis: 0 | 1): number {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { from, to } of segments) {
    least = Math.min(least, from[axis], to[axis])
    most = Math.max(most, from[axis], to[axis])
  }
  return most - least
}

function crossingOf(a: Segment, b: Segment): Crossing | null {
  const [ax, ay] = [a.to[0] - a.from[0], a.to[1] - a.from[1]]
  const [bx, by] = [b.to[0] - b.from[0], b.to[1] - b.from[1]]
  const [dx, dy] = [b.from[0] - a.from[0], b.from[1] - a.from[1]]
  const turn = ax * by - ay * bx
  if (turn === 0) return null
  const alongA = (dx * by - dy * bx) / turn
  const alongB = (dx * ay - dy * ax) / turn
  if (!(alongA >= 0 && alongA <= 1 && alongB >= 0 && alongB <= 1)) return null
  return {
    points: [mix(a.from, a.to, alongA), mix(b.from, b.to, alongB)],
    segments: [a.index, b.index],
  }
}
