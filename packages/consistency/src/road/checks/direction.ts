import { boundaryLine, type Lane, type Link } from '@trueline/annotation'
import {
  distance,
  nearestOnPolyline,
  type Polyline,
  pointAlong,
  polylineLength,
} from '@trueline/geometry'
import { percent } from '../../checks/say.ts'
import { laneItem } from '../road.ts'
import { laneCheck, type RoadCheck, type RoadContext, type RoadFound, told } from '../roadCheck.ts'
import { areNear, type RoadItem } from '../roadItem.ts'

/** F4: a lane runs the way that traffic does, and its left is to its left. */
export const direction: RoadCheck = {
  ...laneCheck({ id: 'F4', mend: 'reverseLane' }, (lane, limits, context) => [
    ...sidesExchanged(lane, context),
    ...(lane.record.direction === 'both' ? [] : againstTraffic(lane, limits, context)),
  ]),
  ofLink: (link, context) => (link.linkKind === 'successor' ? turnedAbout(link, context) : []),
}

/** In meters: whoever drives further off its middle is not on it. */
const BESIDE = 1.2

/** In meters of height: on another level. */
const ABOVE = 3

/** Headings that differ by more than 45° from along it and against it vote for neither. */
const ALONG = Math.SQRT1_2

function againstTraffic(
  { record, line, bounds }: RoadItem<Lane>,
  { moments: fewest, share }: { readonly moments: number; readonly share: number },
  { traffic }: RoadContext,
): readonly RoadFound[] {
  let [along, against] = [0, 0]
  for (const one of traffic) {
    if (!areNear(bounds, one.bounds, BESIDE)) continue
    for (const { place, heading } of one.moments) {
      if (!areNear(bounds, [place[0], place[1], place[0], place[1]], BESIDE)) continue
      const vote = alongness(line, place, heading)
      if (vote > ALONG) along += 1
      if (vote < -ALONG) against += 1
    }
  }
  const value = against / Math.max(1, along + against)
  if (against < fewest || value <= share) return []
  return [
    {
      ...{ fixed: [record.id], value, threshold: share, spot: middleOf(line), isUnsure: true },
      message: told(
        `Runs against ${percent(value)} of what drove there`,
        `与该处 ${percent(value)} 的行驶方向相反`,
      ),
    },
  ]
}

/** The cosine between a heading and the line where it passes a place; 0 where it does not. */
function alongness(
  line: Polyline,
  [x, y, z]: readonly [number, number, number],
  heading: readonly [number, number],
): number {
  const flat = nearestFromAbove(line, x, y)
  if (flat === null || flat.away > BESIDE || Math.abs(flat.z - z) > ABOVE) return 0
  return flat.tangent[0] * heading[0] + flat.tangent[1] * heading[1]
}

type FlatPlace = {
  readonly away: number
  readonly z: number
  readonly tangent: readonly [number, number]
}

function nearestFromAbove(line: Polyline, x: number, y: number): FlatPlace | null {
  let best: FlatPlace | null = null
  for (let index = 1; index < line.length; index++) {
    const [from, to] = [line[index - 1]!, line[index]!]
    const way = [to[0] - from[0], to[1] - from[1]] as const
    const squared = way[0] ** 2 + way[1] ** 2
    if (squared === 0) continue
    const raw = ((x - from[0]) * way[0] + (y - from[1]) * way[1]) / squared
    const t = Math.min(1, Math.max(0, raw))
    const away = Math.hypot(from[0] + t * way[0] - x, from[1] + t * way[1] - y)
    if (best !== null && away >= best.away) continue
    const length = Math.sqrt(squared)
    best = {
      away,
      z: from[2] + t * (to[2] - from[2]),
      tangent: [way[0] / length, way[1] / length],
    }
  }
  return best
}

/** Its left boundary lies to its right and its right one to its left. */
function sidesExchanged(
  { record, line }: RoadItem<Lane>,
  { road }: RoadContext,
): readonly RoadFound[] {
  const left = sideOf(line, boundaryLine(road.annotations, record.left))
  const right = sideOf(line, boundaryLine(road.annotations, record.right))
  const isWrong =
    (left === null || left < 0) && (right === null || right > 0) && (left ?? right) !== null
  if (!isWrong) return []
  return [
    {
      ...{ fixed: [record.id], value: 1, threshold: 0, spot: middleOf(line) },
      mend: 'swapSides',
      message: told(
        'Its left boundary lies to its right, or its right one to its left',
        '左边界在其右侧，或右边界在其左侧',
      ),
    },
  ]
}

/** Meters that a boundary lies to the left of a middle, half way along; `null` where it is none or cannot be said. */
function sideOf(line: Polyline, boundary: Polyline | null): number | null {
  if (boundary === null || boundary.length < 2) return null
  if (!boundary.every((point) => point.every(Number.isFinite))) return null
  const middle = middleOf(line)
  const tangent = nearestFromAbove(line, middle[0], middle[1])?.tangent
  if (tangent === undefined) return null
  const { point } = nearestOnPolyline(boundary, middle)
  const left = tangent[0] * (point[1] - middle[1]) - tangent[1] * (point[0] - middle[0])
  // A boundary that touches the middle lies on neither side.
  return Math.abs(left) < 0.1 ? null : left
}

/** A successor that begins where it ought to end. */
function turnedAbout(link: Link, { road }: RoadContext): readonly RoadFound[] {
  const [from, to] = [laneItem(road, link.from), laneItem(road, link.to)]
  if (from === null || to === null) return []
  if (from.record.direction === 'both' || to.record.direction === 'both') return []
  const end = from.line.at(-1)!
  const [gap, other] = [distance(end, to.line[0]!), distance(end, to.line.at(-1)!)]
  if (other > TOUCHING || gap < TOUCHING + other) return []
  return [
    {
      ...{ fixed: [to.record.id, from.record.id], value: gap, threshold: other, spot: end },
      isUnsure: true,
      message: told(
        'Is turned about: it ends where the lane before it ends',
        '方向相反：其终点与前驱车道的终点相接',
      ),
    },
  ]
}

/** In meters: ends that are nearer touch. */
const TOUCHING = 1

function middleOf(line: Polyline) {
  return pointAlong(line, polylineLength(line) / 2)
}
