import type { Random } from '../random.ts'
import type { Draft, DraftLane, NetworkBoundary } from './network.ts'
import { paintLine } from './paintLine.ts'
import { lineOn, type Place, placeOn, type Reference } from './reference.ts'
import { besideOf, edgeAt, middleAt, type Strip, type StripUse } from './strips.ts'
import type { Style } from './style.ts'

/** A road to be laid: what lies beside its reference. */
export type Road = {
  readonly reference: Reference
  /** Strips to the left, of traffic against the reference; none on a one-way road. */
  readonly left: readonly Strip[]
  /** Strips to the right, of traffic along the reference. */
  readonly right: readonly Strip[]
  /** Stations further than this from the start may be changed across: nearer lines are solid. */
  readonly solidUntil: number
}

/** A lane where it meets the end of a road. */
export type LaneEnd = {
  readonly lane: number
  readonly strip: Strip
  /** Its middle there, in the direction of travel. */
  readonly place: Place
}

/** What meets at an end of a road, from the middle of the road outwards. */
export type RoadEnd = {
  readonly arriving: readonly LaneEnd[]
  readonly leaving: readonly LaneEnd[]
}

/** Meters of a section that is not worth its own lanes. */
const SHORTEST = 2

/** Puts a road's lanes, boundaries and surfaces into a draft; returns where its lanes are. */
export function layRoad(
  draft: Draft,
  road: Road,
  look: { readonly random: Random; readonly style: Style },
): LaidRoad {
  const sections = sectionsOf(road)
  const laid: Laid = { draft, road, sections, laneOf: new Map(), ...look }
  sections.forEach((_, section) => {
    const middle = layEdges(laid, section)
    layLanes(laid, section, middle)
  })
  for (const side of ['left', 'right'] as const) linkSide(laid, side)
  laySurfaces(laid)
  const laneAt = (side: Side, strip: number, s: number): number | null => {
    const section = sections.findIndex(([from, to]) => s >= from && s <= to)
    return laid.laneOf.get(`${side} ${strip} ${section}`)?.id ?? null
  }
  return { start: endOf(laid, 'start'), end: endOf(laid, 'end'), laneAt }
}

/** A road in its draft. */
export type LaidRoad = {
  /** What meets at its start and at its end. */
  readonly start: RoadEnd
  readonly end: RoadEnd
  /** The lane of a strip at a station: of two that meet there the earlier. */
  readonly laneAt: (side: Side, strip: number, s: number) => number | null
}

type Side = 'left' | 'right'
type Section = readonly [from: number, to: number]

type Laid = {
  readonly draft: Draft
  readonly road: Road
  readonly sections: readonly Section[]
  /** By side, strip and section. */
  readonly laneOf: Map<string, DraftLane>
  readonly random: Random
  readonly style: Style
}

function sectionsOf({ reference, left, right, solidUntil }: Road): readonly Section[] {
  const cuts = [0, reference.length, solidUntil]
  for (const { from, to } of [...left, ...right]) cuts.push(from, to)
  const sections: Section[] = []
  let last = 0
  for (const cut of cuts.toSorted((a, b) => a - b)) {
    if (cut - last < SHORTEST || (reference.length - cut < SHORTEST && cut !== reference.length)) {
      continue
    }
    sections.push([last, cut])
    last = cut
  }
  return sections
}

/** Signed: to the left of the reference is positive. */
function lateral(side: Side, offset: number): number {
  return side === 'left' ? offset : -offset
}

function isIn(strip: Strip, [from, to]: Section): boolean {
  return strip.from < (from + to) / 2 && strip.to > (from + to) / 2
}

function isLane({ use }: Strip): boolean {
  return use === 'road' || use === 'bus' || use === 'bicycle'
}

/** The boundaries of a section by side and inner strip's index + 1; the middle's is shared by both sides. */
type Edges = ReadonlyMap<string, number>

function layEdges(laid: Laid, section: number): Edges {
  const { road, sections, style } = laid
  const edges = new Map<string, number>()
  const [from, to] = sections[section]!
  const isTwoWay = road.left.length > 0
  const hasMedian = road.right[0]?.use === 'median' || road.left[0]?.use === 'median'
  if (!hasMedian) {
    const mark = isTwoWay ? style.middle : 'kerb'
    const color = isTwoWay ? style.middleColor : 'white'
    const id = layEdge(laid, { side: 'right', offset: () => 0, span: [from, to], mark, color })
    edges.set('right 0', id)
    if (isTwoWay) edges.set('left 0', id)
  }
  for (const side of ['left', 'right'] as const) {
    const strips = road[side]
    const shown = strips
      .map((_, index) => index)
      .filter((index) => isIn(strips[index]!, [from, to]))
    shown.forEach((index, place) => {
      const outer = shown[place + 1]
      const pair = [strips[index]!, outer === undefined ? null : strips[outer]!] as const
      const id = layEdge(laid, {
        side,
        offset: (s) => edgeAt(strips, index + 1, s),
        span: trimmed(pair, [from, to]),
        ...markBetween(pair, laid, to <= road.solidUntil + 1 && side === 'left'),
      })
      edges.set(`${side} ${index + 1}`, id)
      if (outer !== undefined) edges.set(`${side} inner ${outer}`, id)
    })
  }
  return edges
}

/** Where a line between two strips begins and ends: not before the one that grows is half there. */
function trimmed([inner, outer]: readonly [Strip, Strip | null], [from, to]: Section): Section {
  const young = outer !== null && outer.beside === -1 ? outer : inner.beside === 1 ? inner : null
  if (young === null || outer === null) return [from, to]
  const start = young.growing > 0 ? Math.max(from, young.from + young.growing / 2) : from
  const end = young.shrinking > 0 ? Math.min(to, young.to - young.shrinking / 2) : to
  return end - start < SHORTEST ? [from, to] : [start, end]
}

function markBetween(
  [inner, outer]: readonly [Strip, Strip | null],
  { style }: Laid,
  isSolid: boolean,
): Pick<NetworkBoundary, 'mark' | 'color'> {
  if (outer === null) return { mark: 'kerb', color: null }
  const uses = [inner.use, outer.use]
  const has = (use: StripUse): boolean => uses.includes(use)
  if (has('median')) return { mark: style.medianMark, color: style.middleColor }
  if (has('shoulder')) return { mark: 'solid', color: 'white' }
  if (has('parking')) return { mark: style.parkingMark, color: 'white' }
  if (has('bicycle') || has('bus')) return { mark: style.specialMark, color: 'white' }
  if (style.between === 'none') return { mark: 'none', color: null }
  return { mark: isSolid ? 'solid' : style.between, color: 'white' }
}

type EdgeToLay = Pick<NetworkBoundary, 'mark' | 'color'> & {
  readonly side: Side
  readonly offset: (s: number) => number
  readonly span: Section
}

function layEdge(laid: Laid, { side, offset, span, mark, color }: EdgeToLay): number {
  const { draft, road, random, style } = laid
  const line = lineOn(road.reference, span, (s) => lateral(side, offset(s)))
  const id = draft.boundaries.length
  draft.boundaries.push({ id, line, mark, color: mark === 'none' ? null : color })
  draft.paints.push(...paintLine(draft.boundaries[id]!, { random, style }))
  return id
}

function layLanes(laid: Laid, section: number, edges: Edges): void {
  const { draft, road, sections, laneOf } = laid
  const [from, to] = sections[section]!
  for (const side of ['left', 'right'] as const) {
    const strips = road[side]
    const ids: number[] = []
    strips.forEach((strip, index) => {
      if (!isIn(strip, [from, to]) || !isLane(strip)) return
      const span: Section = side === 'left' ? [to, from] : [from, to]
      const id = draft.lanes.length
      const lane: DraftLane = {
        id,
        kind: strip.use as DraftLane['kind'],
        turn: 'none',
        line: lineOn(road.reference, span, (s) => lateral(side, middleAt(strips, index, s))),
        width: strip.width,
        left: edges.get(index === 0 ? `${side} 0` : `${side} inner ${index}`) ?? null,
        right: edges.get(`${side} ${index + 1}`) ?? null,
        isReversed: side === 'left',
        successors: [],
        leftNeighbour: null,
        rightNeighbour: null,
      }
      draft.lanes.push(lane)
      laneOf.set(`${side} ${index} ${section}`, lane)
      ids.push(id)
    })
    ids.forEach((id, place) => {
      draft.lanes[id]!.leftNeighbour = ids[place - 1] ?? null
      draft.lanes[id]!.rightNeighbour = ids[place + 1] ?? null
    })
  }
}

/** Links the lanes of a side along the road, those that are born or end with the one beside them. */
function linkSide({ road, sections, laneOf }: Laid, side: Side): void {
  const strips = road[side]
  const laneAt = (strip: number, section: number): DraftLane | undefined =>
    laneOf.get(`${side} ${strip} ${section}`)
  const link = (before: DraftLane | undefined, after: DraftLane | undefined): void => {
    if (before === undefined || after === undefined) return
    if (side === 'right') before.successors.push(after.id)
    else after.successors.push(before.id)
  }
  strips.forEach((strip, index) => {
    sections.forEach((_, section) => {
      const own = laneAt(index, section)
      if (own === undefined) return
      const next = laneAt(index, section + 1)
      const [from, to] = sections[section]!
      if (next !== undefined) link(own, next)
      else if (strip.shrinking > 0) {
        link(own, laneAt(besideOf(strips, index, to), section + 1))
      }
      if (laneAt(index, section - 1) === undefined && strip.growing > 0) {
        link(laneAt(besideOf(strips, index, from), section - 1), own)
      }
    })
  })
}

function endOf({ road, sections, laneOf }: Laid, end: 'start' | 'end'): RoadEnd {
  const section = end === 'start' ? 0 : sections.length - 1
  const s = end === 'start' ? 0 : road.reference.length
  const lanesOf = (side: Side): LaneEnd[] =>
    road[side].flatMap((strip, index) => {
      const lane = laneOf.get(`${side} ${index} ${section}`)
      if (lane === undefined) return []
      const place = placeOn(road.reference, s, lateral(side, middleAt(road[side], index, s)))
      const heading = place.heading + (side === 'left' ? Math.PI : 0)
      return [{ lane: lane.id, strip, place: { ...place, heading } }]
    })
  const [arriving, leaving] =
    end === 'start' ? (['left', 'right'] as const) : (['right', 'left'] as const)
  return { arriving: lanesOf(arriving), leaving: lanesOf(leaving) }
}

function laySurfaces({ draft, road, style }: Laid): void {
  const { reference, left, right } = road
  const whole: Section = [0, reference.length]
  const band = (
    leftOf: (s: number) => number,
    rightOf: (s: number) => number,
  ): [number, number][] => [
    ...lineOn(reference, whole, leftOf).map(([x, y]): [number, number] => [x, y]),
    ...lineOn(reference, whole, rightOf)
      .map(([x, y]): [number, number] => [x, y])
      .toReversed(),
  ]
  const outer = (side: Side, extra: number) => (s: number) =>
    lateral(side, edgeAt(road[side], road[side].length, s) + extra)
  draft.surfaces.push(
    {
      material: 'pavement',
      ring: band(outer('left', style.pavement), outer('right', style.pavement)),
    },
    { material: 'asphalt', ring: band(outer('left', 0), outer('right', 0)) },
  )
  for (const [side, strips] of [
    ['left', left],
    ['right', right],
  ] as const) {
    strips.forEach((strip, index) => {
      if (strip.use === 'parking') {
        const middleOf = (s: number): number => lateral(side, middleAt(strips, index, s))
        draft.parkings.push(lineOn(reference, whole, middleOf))
      }
      if (strip.use !== 'median' || style.medianMark !== 'kerb') return
      const edge = (of: number) => (s: number) => lateral(side, edgeAt(strips, of, s))
      draft.surfaces.push({ material: 'median', ring: band(edge(index), edge(index + 1)) })
    })
  }
  const middle = (s: number): number => (outer('left', 0)(s) + outer('right', 0)(s)) / 2
  draft.roads.push(lineOn(reference, whole, middle))
}
