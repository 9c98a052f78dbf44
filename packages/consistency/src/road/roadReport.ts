import {
  isShown,
  type Lane,
  type Link,
  type LinkKind,
  linksOf,
  type MapElement,
} from '@trueline/annotation'
import { type Polyline, polylineLength, type Vec3 } from '@trueline/geometry'
import type { CheckedClip } from '../checkClip.ts'
import type { CheckId, Finding, Level } from '../finding.ts'
import { LEVELS } from '../findingOrder.ts'
import { isWaived } from '../waived.ts'
import { ROAD_CHECKS } from './roadChecks.ts'

/** What a buyer asks of a road: how much of it there is, and what of it cannot be right. */
export type RoadReport = {
  readonly lanes: {
    readonly count: number
    readonly meters: number
    /** Most first. */
    readonly byKind: readonly KindCount[]
    /** Of them with both boundaries, with a link that leads on or comes from somewhere, and as a share of all. */
    readonly bounded: number
    readonly linked: number
  }
  readonly elements: readonly KindCount[]
  readonly links: { readonly [Kind in LinkKind]: number }
  readonly checks: readonly RoadCheckCount[]
  /** Those that stand, worst first. */
  readonly findings: readonly Finding[]
  readonly waived: number
  /** Whether nothing stands that is wrong for sure, or that the project lets block. */
  readonly isSound: boolean
}

/** How many of a kind there are, and how long lines of it are together. */
export type KindCount = { readonly kind: string; readonly count: number; readonly meters: number }

/** How much a check found; `null` where it was not made. */
export type RoadCheckCount = {
  readonly check: CheckId
  readonly level: Level
  readonly isBlocking: boolean
  readonly count: number | null
  /** Per kilometer of lane; `null` without any. */
  readonly perKilometer: number | null
}

/** The report of a clip that was checked. */
export function roadReport({ road, annotations, context }: CheckedClip): RoadReport {
  const items = [...road.road.items.values()]
  const lanes = items.flatMap(({ record }) => (record.kind === 'lane' ? [record] : []))
  const elements = items.flatMap(({ record }) => (record.kind === 'mapElement' ? [record] : []))
  const links = linksOf(annotations).filter(isShown)
  const standing = road.findings.filter((one) => !isWaived(one, annotations))
  const meters = sum(lanes.map(({ centerLine }) => lengthOf(centerLine)))
  const joined = new Set(
    links.flatMap(({ linkKind, from, to }) => (linkKind === 'successor' ? [from, to] : [])),
  )
  const { settings } = context
  const countOf = (check: CheckId): RoadCheckCount => {
    const { isOn, level, isBlocking } = settings[check]
    const count = isOn ? standing.filter((one) => one.check === check).length : null
    const perKilometer = count === null || meters === 0 ? null : (1000 * count) / meters
    return { check, level, isBlocking, count, perKilometer }
  }
  return {
    lanes: {
      ...{ count: lanes.length, meters },
      byKind: kindsOf(
        lanes,
        ({ laneKind }) => laneKind,
        ({ centerLine }) => centerLine,
      ),
      bounded: lanes.filter(({ left, right }) => left !== null && right !== null).length,
      linked: lanes.filter(({ id }) => joined.has(id)).length,
    },
    elements: kindsOf(elements, ({ elementKind }) => elementKind, pointsOf),
    links: linkCounts(links),
    checks: ROAD_CHECKS.map(({ id }) => countOf(id)),
    findings: standing.toSorted((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level)),
    waived: road.findings.length - standing.length,
    isSound: standing.every(({ level, check }) => level !== 'error' && !settings[check].isBlocking),
  }
}

function kindsOf<Of extends Lane | MapElement>(
  records: readonly Of[],
  kindOf: (record: Of) => string,
  lineOf: (record: Of) => Polyline,
): readonly KindCount[] {
  const groups = new Map<string, Of[]>()
  for (const record of records) {
    const group = groups.get(kindOf(record))
    if (group === undefined) groups.set(kindOf(record), [record])
    else group.push(record)
  }
  return Array.from(groups, ([kind, of]) => ({
    ...{ kind, count: of.length },
    meters: sum(of.map((record) => lengthOf(lineOf(record)))),
  })).toSorted((a, b) => b.count - a.count)
}

function linkCounts(links: readonly Link[]): RoadReport['links'] {
  const counts = { successor: 0, leftNeighbour: 0, rightNeighbour: 0, controls: 0, belongsTo: 0 }
  for (const { linkKind } of links) counts[linkKind] += 1
  return counts
}

function pointsOf({ shape }: MapElement): readonly Vec3[] {
  return shape.kind === 'line' ? shape.points : []
}

/** Of a line with a point that is nowhere none. */
function lengthOf(line: Polyline): number {
  const length = polylineLength(line)
  return Number.isFinite(length) ? length : 0
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
