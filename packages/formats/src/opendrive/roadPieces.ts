import {
  mix,
  type Polyline,
  pointAlong,
  polylineLength,
  type Vec3,
  wrapAngle,
} from '@trueline/geometry'

/** A straight piece of a road's line. */
export type RoadPiece = {
  readonly s: number
  /** Seen from above. */
  readonly start: readonly [x: number, y: number]
  readonly heading: number
  readonly length: number
}

/** A tenth of a millimeter: pieces that turn on the spot. */
const TURNING = 1e-4
/** No cross section is turned further from the way of its lane: a cut more aslant is none of a lane's end. */
const MOST_TURN = 1.2
/** Vertices that lie further from a corner are none of this lane's there. */
const MOST_WIDTH = 30
/** Turns smaller than this, in radians, put nothing off by a tenth of a millimeter. */
const LEAST_TURN = 2e-5

/** The pieces of the line of a road between two boundaries of at least two points, all apart seen from above. */
export function roadPieces(left: Polyline, right: Polyline): readonly RoadPiece[] {
  const line = lineBetween(left, right)
  const cuts = {
    start: turnOfCut(line[0]!, line[1]!, { left: left[0]!, right: right[0]! }),
    end: turnOfCut(line.at(-2)!, line.at(-1)!, { left: left.at(-1)!, right: right.at(-1)! }),
  }
  const pieces: RoadPiece[] = []
  let [s, x, y] = [0, line[0]![0], line[0]![1]]
  const go = (heading: number, length: number): void => {
    pieces.push({ s, start: [x, y], heading, length })
    s += length
    x += Math.cos(heading) * length
    y += Math.sin(heading) * length
  }
  const fan = (corner: Vec3, from: number, to: number): void => {
    for (const heading of headingsBetween(corner, [from, to], { left, right })) {
      go(heading, TURNING)
    }
  }
  let before = headingOf(line[0]!, line[1]!) + cuts.start
  fan(line[0]!, before, headingOf(line[0]!, line[1]!))
  for (let index = 1; index < line.length; index++) {
    const [from, to] = [line[index - 1]!, line[index]!]
    const own = headingOf(from, to)
    if (index > 1) fan(from, before, own)
    const [dx, dy] = [to[0] - x, to[1] - y]
    go(Math.atan2(dy, dx), Math.hypot(dx, dy))
    before = own
  }
  fan(line.at(-1)!, before, before + cuts.end)
  return pieces
}

/**
 * The line: from the end of the boundary that begins later to the end of that which ends earlier, so
 * that ways straight to its sides meet both.
 */
function lineBetween(left: Polyline, right: Polyline): Polyline {
  const isBehind = (one: Vec3, other: Vec3, [from, to]: readonly [Vec3, Vec3]): boolean =>
    (one[0] - other[0]) * (to[0] - from[0]) + (one[1] - other[1]) * (to[1] - from[1]) < 0
  const way = [left[0]!, left[1]!] as const
  const lastWay = [left.at(-2)!, left.at(-1)!] as const
  // 0 on the left boundary, 1 on the right one.
  const start = isBehind(left[0]!, right[0]!, way) ? 1 : 0
  const end = isBehind(right.at(-1)!, left.at(-1)!, lastWay) ? 1 : 0
  if (start === end) return start === 0 ? left : right
  const lengths = [polylineLength(left), polylineLength(right)] as const
  return sharesOf(left, right, lengths).map((share) =>
    mix(
      pointAlong(left, share * lengths[0]),
      pointAlong(right, share * lengths[1]),
      start + (end - start) * share,
    ),
  )
}

/** Shares of their ways at which either line has a vertex, in order. */
function sharesOf(
  left: Polyline,
  right: Polyline,
  lengths: readonly [number, number],
): readonly number[] {
  const shares = [left, right].flatMap((line, side) => {
    let walked = 0
    return line.slice(1, -1).map((point, index) => {
      const [x, y, z] = line[index]!
      walked += Math.hypot(point[0] - x, point[1] - y, point[2] - z)
      return walked / lengths[side]!
    })
  })
  const inner = shares.filter((share) => share > 1e-6 && share < 1 - 1e-6)
  return [0, ...inner.toSorted((a, b) => a - b), 1].filter(
    (share, index, all) => index === 0 || share - all[index - 1]! > 1e-6,
  )
}

/** How far a lane's end is turned against square to its line, to the left; 0 where it is hardly, or beyond measure. */
function turnOfCut(
  from: Vec3,
  to: Vec3,
  ends: { readonly left: Vec3; readonly right: Vec3 },
): number {
  const [dx, dy] = [ends.left[0] - ends.right[0], ends.left[1] - ends.right[1]]
  if (Math.hypot(dx, dy) < 1e-3) return 0
  const turn = wrapAngle(Math.atan2(dy, dx) - Math.PI / 2 - headingOf(from, to))
  return Math.abs(turn) > MOST_TURN ? 0 : turn
}

/**
 * Headings at a corner at which a boundary's vertex lies straight to the side, in the order they are
 * turned through; only the outer boundary has any. An end's own cut is one of them.
 */
function headingsBetween(
  corner: Vec3,
  [from, to]: readonly [number, number],
  { left, right }: { readonly left: Polyline; readonly right: Polyline },
): readonly number[] {
  const turn = wrapAngle(to - from)
  if (Math.abs(turn) < LEAST_TURN) return []
  const [outer, side] = turn > 0 ? [right, -Math.PI / 2] : [left, Math.PI / 2]
  const found = outer.flatMap(([x, y]): readonly number[] => {
    const away = Math.hypot(x - corner[0], y - corner[1])
    if (away < 1e-3 || away > MOST_WIDTH) return []
    const heading = Math.atan2(y - corner[1], x - corner[0]) - side
    const share = wrapAngle(heading - from) / turn
    return share > -1e-9 && share < 1 + 1e-9 ? [share] : []
  })
  return found
    .toSorted((a, b) => a - b)
    .filter(
      (share, index, all) => index === 0 || (share - all[index - 1]!) * Math.abs(turn) > LEAST_TURN,
    )
    .map((share) => from + turn * share)
}

function headingOf(from: Vec3, to: Vec3): number {
  return Math.atan2(to[1] - from[1], to[0] - from[0])
}
