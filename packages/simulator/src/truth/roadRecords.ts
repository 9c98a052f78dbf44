import {
  type FixedRecord,
  type Lane,
  type LaneTurn,
  type Link,
  laneId,
  linkId,
  type MapElement,
  mapElementId,
} from '@trueline/annotation'
import {
  hermiteCurve,
  invert,
  type Polyline,
  simplifyPolyline,
  transform,
  type Vec3,
} from '@trueline/geometry'
import { FRAME_SECONDS, type Recording, streetFromEgoOf } from '../recording.ts'
import { CROSS_SECTION, SIDE_STREET_END, SIDE_STREET_HALF, type SideStreet } from '../road/plan.ts'
import { EGO_SPEED } from '../traffic/traffic.ts'

/** How far along the road a junction with a side street reaches from its middle. */
const JUNCTION_HALF = 10
/** How far before and behind the drive the road is told. */
const REACH = 70
/** How far from the road's middle the lanes of a side street begin. */
const SIDE_FROM = CROSS_SECTION.kerb + 2
const STEP = 1
const STRAYS = 0.005

/** A place by the road: along its middle, and to the left of that. */
type Place = readonly [s: number, d: number]

/** A stretch of the road that its lanes lead along in one piece. */
type Stretch = {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly street: SideStreet | null
}

/** The lanes of a stretch: one along the road, one against it. */
type Pair = { readonly along: Lane; readonly against: Lane }

/**
 * The road of a recording in world space, 70 m beyond both ends of its drive, whether it was seen or not:
 * the lanes that are driven on with their boundaries and links, cut where side streets open, and the lanes
 * of those.
 */
export function roadRecords({ scene, frames }: Recording): readonly FixedRecord[] {
  const { plan } = scene
  const worldFromStreet = invert(streetFromEgoOf(scene, 0))
  const lineOf = (places: readonly Place[]): Polyline => {
    const points = places.map(([s, d]): Vec3 => {
      return transform(worldFromStreet, plan.line.pointAt({ s, d }))
    })
    return simplifyPolyline(points, STRAYS)
  }
  const end = EGO_SPEED * FRAME_SECONDS * (frames - 1)
  const streets = plan.sideStreets.filter(({ s }) => s > -REACH + 30 && s < end + REACH - 30)
  const stretches = stretchesOf(streets, { from: -REACH, to: end + REACH })
  const elements: MapElement[] = []
  const links: Link[] = []
  const turns: Lane[] = []
  const pairs = stretches.map((stretch) => pairOf(stretch, { lineOf, elements }))
  for (const [index, { along, against }] of pairs.entries()) {
    const next = pairs[index + 1]
    if (next !== undefined) {
      links.push(linkOf(along, next.along), linkOf(next.against, against))
    }
    const { street, name } = stretches[index]!
    const before = pairs[index - 1]
    if (street === null || before === undefined || next === undefined) continue
    const side = sideOf(street, name, { lineOf, elements })
    const isLeft = street.side > 0
    turns.push(side.along, side.against)
    for (const [from, to, turn] of [
      [before.along, side.along, isLeft ? 'left' : 'right'],
      [next.against, side.along, isLeft ? 'right' : 'left'],
      [side.against, next.along, isLeft ? 'left' : 'right'],
      [side.against, before.against, isLeft ? 'right' : 'left'],
    ] as const) {
      const lane = turnLane(from, to, turn)
      turns.push(lane)
      links.push(linkOf(from, lane), linkOf(lane, to))
    }
  }
  return [
    ...elements,
    ...pairs.flatMap(({ along, against }) => [along, against]),
    ...turns,
    ...links,
  ]
}

/** The road from end to end, cut at both ends of every junction. */
function stretchesOf(
  streets: readonly SideStreet[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly Stretch[] {
  const stretches: Stretch[] = []
  let at = from
  for (const [index, street] of streets.toSorted((a, b) => a.s - b.s).entries()) {
    const [begin, end] = [street.s - JUNCTION_HALF, street.s + JUNCTION_HALF]
    stretches.push({ name: `${index}`, from: at, to: begin, street: null })
    stretches.push({ name: `${index}-junction`, from: begin, to: end, street })
    at = end
  }
  return [...stretches, { name: `${streets.length}`, from: at, to, street: null }]
}

/** What lanes are laid with: where places lie in the world, and where their boundaries go. */
type Laying = {
  readonly lineOf: (places: readonly Place[]) => Polyline
  readonly elements: MapElement[]
}

/** The lanes of a stretch of the road with the paint between and beside them. */
function pairOf({ name, from, to, street }: Stretch, { lineOf, elements }: Laying): Pair {
  const at = (d: number): Polyline => lineOf(steps(from, to).map((s): Place => [s, d]))
  const paint = (what: string, d: number): MapElement => {
    return boundary(`${name}-${what}`, at(d), 'dashed')
  }
  const { lane, laneEdge } = CROSS_SECTION
  const middle = paint('middle', 0)
  const [right, left] = [paint('right', -laneEdge), paint('left', laneEdge)]
  elements.push(middle, right, left)
  return twoLanes(
    name,
    { along: at(-lane), against: at(lane), between: [right, middle, left] },
    {
      turn: street === null ? null : 'straight',
      isInJunction: street !== null,
    },
  )
}

/** The lanes of a side street: one that leads away from the road, one that leads to it. */
function sideOf({ s, side }: SideStreet, name: string, { lineOf, elements }: Laying): Pair {
  const at = (aside: number): Polyline =>
    lineOf(steps(SIDE_FROM, SIDE_STREET_END).map((d): Place => [s + side * aside, side * d]))
  const middle = boundary(`${name}-side-middle`, at(0), 'dashed')
  const right = boundary(`${name}-side-right`, at(SIDE_STREET_HALF), 'none')
  const left = boundary(`${name}-side-left`, at(-SIDE_STREET_HALF), 'none')
  elements.push(middle, right, left)
  const half = SIDE_STREET_HALF / 2
  const lines = { along: at(half), against: at(-half), between: [right, middle, left] as const }
  return twoLanes(`${name}-side`, lines, {})
}

function twoLanes(
  name: string,
  {
    along,
    against,
    between: [right, middle, left],
  }: {
    readonly along: Polyline
    readonly against: Polyline
    readonly between: readonly [right: MapElement, middle: MapElement, left: MapElement]
  },
  given: Partial<Lane>,
): Pair {
  const by = ({ id }: MapElement, isReversed: boolean) => ({ elementId: id, isReversed })
  return {
    along: laneOf(`${name}-along`, along, {
      ...{ left: by(middle, false), right: by(right, false) },
      ...given,
    }),
    against: laneOf(`${name}-against`, against.toReversed(), {
      ...{ left: by(middle, true), right: by(left, true) },
      ...given,
    }),
  }
}

/** The way through a junction from one lane's end to another one's start. */
function turnLane(from: Lane, to: Lane, turn: LaneTurn): Lane {
  const [leaves, arrives] = [from.centerLine, to.centerLine]
  const [last, first] = [leaves.at(-1)!, arrives[0]!]
  const curve = hermiteCurve(
    { point: last, direction: between(leaves.at(-2)!, last) },
    { point: first, direction: between(first, arrives[1]!) },
    STEP,
  )
  const centerLine = simplifyPolyline(curve, STRAYS)
  return laneOf(`${from.id}-to-${to.id}`, centerLine, { turn, isInJunction: true })
}

function between([ax, ay, az]: Vec3, [bx, by, bz]: Vec3): Vec3 {
  return [bx - ax, by - ay, bz - az]
}

const FINAL = { provenance: 'human', state: 'final', score: null, extras: {} } as const

function laneOf(name: string, centerLine: Polyline, given: Partial<Lane>): Lane {
  return {
    ...{ kind: 'lane', id: laneId(`truth-lane-${name}`), laneKind: 'driving', centerLine },
    ...{ isCenterDerived: false, left: null, right: null, direction: 'forward', turn: null },
    ...{ isInJunction: false, speedLimit: null, attributes: {} },
    ...FINAL,
    ...given,
  }
}

function boundary(name: string, points: Polyline, pattern: 'dashed' | 'none'): MapElement {
  return {
    ...{ kind: 'mapElement', id: mapElementId(`truth-line-${name}`), attributes: {} },
    elementKind: pattern === 'none' ? 'roadEdge' : 'laneBoundary',
    shape: { kind: 'line', points },
    marks: pattern === 'none' ? [] : [{ from: 0, pattern, color: 'white' }],
    ...FINAL,
  }
}

function linkOf({ id: from }: Lane, { id: to }: Lane): Link {
  const linkKind = 'successor'
  return { kind: 'link', id: linkId(linkKind, from, to), linkKind, from, to, ...FINAL }
}

/** Distances from one to another, a step apart, with both. */
function steps(from: number, to: number): readonly number[] {
  const count = Math.max(1, Math.ceil((to - from) / STEP))
  return Array.from({ length: count + 1 }, (_, index) => from + ((to - from) * index) / count)
}
