import type { Lane, LineMark, Link, MapElement } from '@trueline/annotation'
import { add, offsetPolyline, type Polyline, type Vec3 } from '@trueline/geometry'
import { withoutRepeats } from '../maps/lines.ts'
import { againstLine } from '../maps/sharedLines.ts'
import { planBetween, type RoadPlan } from './crossSections.ts'

/** A road of one lane, to the right of its middle lane of no width. */
export type DraftRoad = {
  readonly id: string
  readonly lane: Lane
  /** Its boundaries in map coordinates; straight from point to point, all apart seen from above. */
  readonly left: Polyline
  readonly right: Polyline
  readonly plan: RoadPlan
  readonly marks: { readonly left: readonly LineMark[]; readonly right: readonly LineMark[] }
  /** Whether a curb stands there instead of paint. */
  readonly isCurb: { readonly left: boolean; readonly right: boolean }
  /** Whether its boundaries were made up. */
  readonly isVirtual: boolean
  /** The junction it leads through; `null` for none. */
  readonly junction: string | null
  readonly successor: { readonly kind: 'road' | 'junction'; readonly id: string } | null
  readonly predecessor: string | null
}

/** A way from one road into one that leads through a junction. */
export type Connection = { readonly junction: string; readonly from: string; readonly to: string }

/** The roads of lanes and how they are joined. */
export type Drafts = {
  readonly roads: readonly DraftRoad[]
  readonly connections: readonly Connection[]
}

/** Half a lane's width, where nobody drew its boundaries. */
const HALF_WIDTH = 1.75

/**
 * A road for each lane, between its boundaries. Lanes that fork, and those in junctions,
 * lead through junctions; others go on as each other.
 */
export function draftRoads(
  lanes: readonly Lane[],
  given: {
    readonly elements: ReadonlyMap<string, MapElement>
    readonly links: readonly Link[]
    readonly origin: Vec3
  },
): Drafts {
  const lines = new Map(
    lanes.flatMap((lane) => {
      const line = linesOf(lane, given)
      return line === null ? [] : [[lane.id as string, { lane, ...line }] as const]
    }),
  )
  const ids = new Map([...lines.keys()].map((id, index) => [id, String(index + 1)]))
  const next = new Map<string, string[]>()
  const before = new Map<string, string[]>()
  for (const { linkKind, from, to } of given.links) {
    if (linkKind !== 'successor' || !lines.has(from) || !lines.has(to)) continue
    next.set(from, [...(next.get(from) ?? []), to])
    before.set(to, [...(before.get(to) ?? []), from])
  }
  const isThrough = (from: string, to: string): boolean =>
    (next.get(from) ?? []).length > 1 || lines.get(to)?.lane.isInJunction === true
  const junctionOf = junctionsOf(next, isThrough, lines.size)
  const connections = [...next].flatMap(([from, tos]) =>
    tos
      .filter((to) => isThrough(from, to))
      .map((to) => ({ junction: junctionOf(to), from: ids.get(from)!, to: ids.get(to)! })),
  )
  const through = new Set(connections.map(({ to }) => to))
  const roads = [...lines].map(([id, line]): DraftRoad => {
    const [follower, ...more] = next.get(id) ?? []
    const own = ids.get(id)!
    const leadsInto = follower !== undefined && (more.length > 0 || isThrough(id, follower))
    const [comesFrom, ...others] = before.get(id) ?? []
    return {
      id: own,
      ...line,
      junction: through.has(own) ? junctionOf(id) : null,
      successor:
        follower === undefined
          ? null
          : leadsInto
            ? { kind: 'junction', id: junctionOf(follower) }
            : { kind: 'road', id: ids.get(follower)! },
      predecessor: comesFrom !== undefined && others.length === 0 ? ids.get(comesFrom)! : null,
    }
  })
  return { roads, connections }
}

/** One junction for all lanes that one can come to from the same fork, by number. */
function junctionsOf(
  next: ReadonlyMap<string, readonly string[]>,
  isThrough: (from: string, to: string) => boolean,
  first: number,
): (lane: string) => string {
  const parent = new Map<string, string>()
  const rootOf = (lane: string): string => {
    let root = lane
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up
    return root
  }
  for (const [from, tos] of next) {
    const [lead, ...rest] = tos.filter((to) => isThrough(from, to))
    for (const to of rest) {
      const [a, b] = [rootOf(lead!), rootOf(to)]
      if (a !== b) parent.set(b, a)
    }
  }
  const numbers = new Map<string, string>()
  return (lane) => {
    const root = rootOf(lane)
    const number = numbers.get(root) ?? String(first + numbers.size + 1)
    numbers.set(root, number)
    return number
  }
}

function linesOf(
  lane: Lane,
  {
    elements,
    origin,
  }: { readonly elements: ReadonlyMap<string, MapElement>; readonly origin: Vec3 },
): Pick<DraftRoad, 'left' | 'right' | 'plan' | 'marks' | 'isCurb' | 'isVirtual'> | null {
  const side = (boundary: Lane['left']) => {
    const element = boundary === null ? undefined : elements.get(boundary.elementId)
    if (boundary === null || element?.shape.kind !== 'line') return null
    const { points } = element.shape
    const { isReversed } = boundary
    return {
      points: isReversed ? points.toReversed() : points,
      marks: isReversed ? element.marks.map(againstLine) : element.marks,
      isCurb: element.elementKind === 'roadEdge',
    }
  }
  const inMap = (line: Polyline): Polyline =>
    apartFromAbove(line).map((point) => add(point, origin))
  const [left, right] = [side(lane.left), side(lane.right)]
  if (left !== null && right !== null) {
    const [one, other] = [inMap(left.points), inMap(right.points)]
    if (one.length < 2 || other.length < 2) return null
    return {
      ...{ left: one, right: other, plan: planBetween(one, other) },
      marks: { left: left.marks, right: right.marks },
      isCurb: { left: left.isCurb, right: right.isCurb },
      isVirtual: false,
    }
  }
  const center = apartFromAbove(lane.centerLine)
  if (center.length < 2) return null
  const [one, other] = [HALF_WIDTH, -HALF_WIDTH].map((aside) =>
    inMap(offsetPolyline(center, aside)),
  )
  if (one === undefined || other === undefined || one.length < 2 || other.length < 2) return null
  return {
    ...{ left: one, right: other, plan: planBetween(one, other) },
    marks: { left: [], right: [] },
    isCurb: { left: false, right: false },
    isVirtual: true,
  }
}

/** The line without points that stand over the one before. */
function apartFromAbove(line: Polyline): Polyline {
  return withoutRepeats(line).filter((point, index, all) => {
    const last = all[index - 1]
    return last === undefined || Math.hypot(point[0] - last[0], point[1] - last[1]) > 1e-4
  })
}
