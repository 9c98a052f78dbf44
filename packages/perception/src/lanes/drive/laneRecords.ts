import {
  type FixedRecord,
  type Lane,
  type LaneBoundary,
  type LaneId,
  type Link,
  type LinkKind,
  laneId,
  linkId,
  type MapElement,
  type MapElementId,
  type MarkPattern,
  mapElementId,
} from '@trueline/annotation'
import type { Polyline } from '@trueline/geometry'
import type { FoundLine } from '../lines/findLines.ts'
import { besideOf } from './besides.ts'
import type { DriveLane, DriveLanes } from './lanesOf.ts'

/** The height of the ground at a place of the world. */
export type HeightAt = (x: number, y: number) => number

/** How far from a lane's middle its boundary may lie, and the middle of the lane beside it. */
const BOUNDARY = { least: 0.8, most: 2.9 } as const
const NEIGHBOUR = { least: 2, most: 5 } as const
const SIDES: readonly LinkKind[] = ['leftNeighbour', 'rightNeighbour']
/** In meters for each meter it leads on, a road rises by no more: what was seen higher was a wall, a hedge or a car. */
const STEEPEST = 0.18
const LANE_KIND: Readonly<Record<DriveLane['laneKind'], Lane['laneKind']>> = {
  road: 'driving',
  bus: 'bus',
  bicycle: 'bicycle',
  junction: 'driving',
}
const PATTERN: Partial<Record<FoundLine['kind'], MarkPattern>> = {
  solid: 'solid',
  dashed: 'dashed',
}
/** What a model makes is proposed, until somebody answers. */
const PROPOSED = { provenance: 'model', state: 'proposed', extras: {} } as const

/**
 * What was found along a drive as records, all of them proposed; `prefix` makes their ids.
 *
 * Lanes have the boundaries that run beside them, and links to the lanes they go on as and that lie
 * beside them in the same direction.
 */
export function laneRecords(
  { lanes, links }: DriveLanes,
  lines: readonly FoundLine[],
  { heightAt, prefix }: { readonly heightAt: HeightAt; readonly prefix: string },
): readonly FixedRecord[] {
  const drape = (points: readonly (readonly [number, number])[]): Polyline =>
    lowered(points.map(([x, y]) => [x, y, heightAt(x, y)]))
  const elements = lines.map((line, index) =>
    elementOf(line, mapElementId(`${prefix}-element-${index + 1}`), drape(line.points)),
  )
  const borders = elements.flatMap(({ id, elementKind, shape }) =>
    (elementKind === 'laneBoundary' || elementKind === 'roadEdge') && shape.kind === 'line'
      ? [{ id, line: flat(shape.points) }]
      : [],
  )
  const made = lanes.map((lane, index) => {
    const id = laneId(`${prefix}-lane-${index + 1}`)
    return laneOf(lane, id, { centerLine: drape(lane.points), borders })
  })
  return [
    ...elements,
    ...made,
    ...links.map(({ from, to, score }) =>
      linkOf('successor', [made[from]!.id, made[to]!.id], score),
    ),
    ...neighbourLinks(made),
  ]
}

type Border = { readonly id: MapElementId; readonly line: Polyline }

function laneOf(
  { laneKind, turn, score }: DriveLane,
  id: LaneId,
  { centerLine, borders }: { readonly centerLine: Polyline; readonly borders: readonly Border[] },
): Lane {
  const line = flat(centerLine)
  const sides = borders.flatMap((border) => {
    const beside = besideOf(line, border.line, BOUNDARY.most)
    return beside !== null && Math.abs(beside.left) >= BOUNDARY.least ? [{ border, beside }] : []
  })
  const sideOf = (sign: 1 | -1): LaneBoundary | null => {
    const [nearest] = sides
      .filter(({ beside }) => sign * beside.left > 0)
      .toSorted((a, b) => Math.abs(a.beside.left) - Math.abs(b.beside.left))
    if (nearest === undefined) return null
    return { elementId: nearest.border.id, isReversed: nearest.beside.isReversed }
  }
  return {
    kind: 'lane',
    id,
    laneKind: LANE_KIND[laneKind],
    centerLine,
    isCenterDerived: false,
    left: sideOf(1),
    right: sideOf(-1),
    direction: 'forward',
    turn: turn === 'none' ? null : turn,
    isInJunction: laneKind === 'junction',
    speedLimit: null,
    attributes: {},
    score,
    ...PROPOSED,
  }
}

function elementOf({ kind, score }: FoundLine, id: MapElementId, points: Polyline): MapElement {
  const pattern = PATTERN[kind]
  return {
    kind: 'mapElement',
    id,
    elementKind:
      kind === 'edge' ? 'roadEdge' : pattern === undefined ? kindOf(kind) : 'laneBoundary',
    shape: { kind: kind === 'crosswalk' ? 'ring' : 'line', points },
    marks: pattern === undefined ? [] : [{ from: 0, pattern, color: null }],
    attributes: {},
    score,
    ...PROPOSED,
  }
}

function kindOf(kind: FoundLine['kind']): MapElement['elementKind'] {
  return kind === 'crosswalk' || kind === 'stopLine' || kind === 'arrow' ? kind : 'laneBoundary'
}

/** Lanes beside one another that go the same way, from each to the other. */
function neighbourLinks(lanes: readonly Lane[]): readonly Link[] {
  const lines = lanes.map(({ centerLine }) => flat(centerLine))
  const leftOf = (from: number, to: number): number | null => {
    const beside = besideOf(lines[from]!, lines[to]!, NEIGHBOUR.most)
    if (beside === null || beside.isReversed) return null
    return Math.abs(beside.left) < NEIGHBOUR.least ? null : beside.left
  }
  return lanes.flatMap((lane, index) =>
    lanes.slice(index + 1).flatMap((other, at): readonly Link[] => {
      if (lane.isInJunction || other.isInJunction) return []
      // A short lane runs beside a long one, not all of the long one beside it.
      const left = leftOf(index, index + 1 + at) ?? -(leftOf(index + 1 + at, index) ?? 0)
      if (left === 0) return []
      const [there, back] = left > 0 ? SIDES : SIDES.toReversed()
      const score = Math.min(lane.score ?? 0, other.score ?? 0)
      return [linkOf(there!, [lane.id, other.id], score), linkOf(back!, [other.id, lane.id], score)]
    }),
  )
}

function linkOf(linkKind: LinkKind, [from, to]: readonly [LaneId, LaneId], score: number): Link {
  return { kind: 'link', id: linkId(linkKind, from, to), linkKind, from, to, score, ...PROPOSED }
}

/** A line of which no point lies higher above another than a road leads up to it. */
function lowered(line: Polyline): Polyline {
  const heights = line.map(([, , z]) => z)
  const limit = (at: number, from: number): void => {
    const [here, before] = [line[at]!, line[from]!]
    const most = heights[from]! + STEEPEST * Math.hypot(here[0] - before[0], here[1] - before[1])
    heights[at] = Math.min(heights[at]!, most)
  }
  for (let at = 1; at < line.length; at++) limit(at, at - 1)
  for (let at = line.length - 2; at >= 0; at--) limit(at, at + 1)
  return line.map(([x, y], index) => [x, y, heights[index]!])
}

/** A line seen from above. */
function flat(line: Polyline): Polyline {
  return line.map(([x, y]) => [x, y, 0])
}
