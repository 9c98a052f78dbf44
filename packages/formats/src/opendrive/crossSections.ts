import { mix, nearestOnPolyline, type Polyline, type Vec3 } from '@trueline/geometry'
import { type RoadPiece, roadPieces } from './roadPieces.ts'

/** A stretch of a road's cubic that is linear: from `s` on, `a` and `b` a meter. */
export type Linear = { readonly s: number; readonly a: number; readonly b: number }

/** A road of one lane, as OpenDRIVE tells it: a line, and what lies to its sides. */
export type RoadPlan = {
  readonly pieces: readonly RoadPiece[]
  readonly length: number
  /** Of the line, and how the road leans there. */
  readonly heights: readonly Linear[]
  readonly tilts: readonly Linear[]
  /** From the line to the lane's left edge, and from that one to its right edge. */
  readonly offsets: readonly Linear[]
  readonly widths: readonly Linear[]
  /** The edges that all this makes. */
  readonly left: Polyline
  readonly right: Polyline
}

/**
 * The plan of a lane between two boundaries, each of its vertices met by a cross section.
 *
 * The line leads along a boundary where the other one reaches farther at both ends, and from one to
 * the other where each does at one of them. At its ends, and at corners, very short pieces turn on
 * the spot: so a lane that is cut off at an angle keeps its corners.
 */
export function planBetween(left: Polyline, right: Polyline): RoadPlan {
  const pieces = roadPieces(left, right)
  const rows: Row[] = []
  const plan = { heights: [] as Linear[], tilts: [] as Linear[] }
  const sides = { offsets: [] as Linear[], widths: [] as Linear[] }
  for (const [index, piece] of pieces.entries()) {
    const share = index / Math.max(1, pieces.length - 1)
    const near = { left: windowOf(left, share), right: windowOf(right, share) }
    const inner = [...near.left, ...near.right].flatMap((point): readonly number[] => {
      const along = alongOf(piece, point)
      return along > 1e-3 && along < piece.length - 1e-3 ? [along] : []
    })
    const stations = [0, ...inner.toSorted((a, b) => a - b), piece.length]
    const own = stations.map((along) => rowAt(piece, along, near))
    rows.push(...own)
    for (let at = 1; at < stations.length; at++) {
      const [from, to] = [stations[at - 1]!, stations[at]!]
      if (to - from < 1e-6) continue
      const [a, b] = [own[at - 1]!, own[at]!]
      const linear = (read: (row: Row) => number): Linear => {
        return { s: piece.s + from, a: read(a), b: (read(b) - read(a)) / (to - from) }
      }
      plan.heights.push(linear(({ height }) => height))
      plan.tilts.push(linear(({ tilt }) => tilt))
      sides.offsets.push(linear(({ offset }) => offset))
      sides.widths.push(linear(({ width }) => width))
    }
  }
  const last = pieces.at(-1)!
  return {
    ...{ pieces, length: last.s + last.length, ...plan, ...sides },
    left: rows.map((row) => row.left),
    right: rows.map((row) => row.right),
  }
}

/** The value at `s` of stretches in order. */
export function linearAt(list: readonly Linear[], s: number): number {
  const own = list.findLast((one) => one.s <= s) ?? list[0]
  return own === undefined ? 0 : own.a + own.b * (s - own.s)
}

/** Lines of more points are looked at near the same share of their way alone. */
const ALL = 400

function windowOf(line: Polyline, share: number): Polyline {
  if (line.length <= ALL) return line
  const middle = Math.round(share * line.length)
  const from = Math.max(0, Math.min(line.length - ALL, middle - ALL / 2))
  return line.slice(from, from + ALL)
}

/** A cross section. */
type Row = {
  readonly height: number
  readonly tilt: number
  readonly offset: number
  readonly width: number
  readonly left: Vec3
  readonly right: Vec3
}

function rowAt(
  piece: RoadPiece,
  along: number,
  near: { readonly left: Polyline; readonly right: Polyline },
): Row {
  const [cos, sin] = [Math.cos(piece.heading), Math.sin(piece.heading)]
  const foot = [piece.start[0] + cos * along, piece.start[1] + sin * along] as const
  const left = metBy(piece, along, { line: near.left, sign: 1 })
  const right = metBy(piece, along, { line: near.right, sign: -1 })
  const span = left.t - right.t
  const height = span < 1e-9 ? left.z : right.z - ((left.z - right.z) * right.t) / span
  const tilt = span < 1e-6 ? 0 : Math.atan2(left.z - right.z, span)
  const place = ({ t, z }: Met): Vec3 => [foot[0] - sin * t, foot[1] + cos * t, z]
  return {
    ...{ height, tilt },
    offset: left.t / Math.cos(tilt),
    width: span / Math.cos(tilt),
    left: place(left),
    right: place(right),
  }
}

/** Where the way straight to a side meets a boundary: so far to the left, so high. */
type Met = { readonly t: number; readonly z: number }

/** How far a boundary may lie on the wrong side of the line and still be met by rounding. */
const ROUNDING = 1e-4

/** Where the way straight to a side meets a boundary first, or what of it is nearest. */
function metBy(
  piece: RoadPiece,
  along: number,
  { line, sign }: { readonly line: Polyline; readonly sign: 1 | -1 },
): Met {
  const [cos, sin] = [Math.cos(piece.heading), Math.sin(piece.heading)]
  const [x, y] = [piece.start[0] + cos * along, piece.start[1] + sin * along]
  let best: Met | null = null
  for (let index = 1; index < line.length; index++) {
    const [a, b] = [line[index - 1]!, line[index]!]
    const [alongA, alongB] = [alongOf(piece, a) - along, alongOf(piece, b) - along]
    if (alongA === alongB) continue
    // Fans turn so that a vertex lies straight to the side: it is met though rounding has it just beside.
    const share = alongA / (alongA - alongB)
    const slack = 1e-7 / Math.abs(alongA - alongB)
    if (share < -slack || share > 1 + slack) continue
    const met = mix(a, b, Math.min(1, Math.max(0, share)))
    const t = cos * (met[1] - y) - sin * (met[0] - x)
    if (sign * t >= -ROUNDING && (best === null || sign * t < sign * best.t))
      best = { t, z: met[2] }
  }
  if (best !== null) return best
  // Where nothing lies straight to the side, it is as far as what is nearest.
  const level = line.map(([px, py]) => [px, py, 0] as const)
  const { point, along: way } = nearestOnPolyline(level, [x, y, 0])
  return { t: sign * Math.hypot(point[0] - x, point[1] - y), z: heightAlong(line, way) }
}

/** The height of a line so far along it, seen from above. */
function heightAlong(line: Polyline, along: number): number {
  let walked = 0
  for (let index = 1; index < line.length; index++) {
    const [a, b] = [line[index - 1]!, line[index]!]
    const length = Math.hypot(b[0] - a[0], b[1] - a[1])
    if (walked + length >= along && length > 0) {
      return a[2] + ((b[2] - a[2]) * (along - walked)) / length
    }
    walked += length
  }
  return line.at(-1)![2]
}

function alongOf({ start, heading }: RoadPiece, point: Vec3): number {
  return (point[0] - start[0]) * Math.cos(heading) + (point[1] - start[1]) * Math.sin(heading)
}
