import { rangeBandOf, rangeText } from '../compare/rangeBand.ts'
import { countFates, type FateCounts } from '../economics/fate.ts'
import { clusteredInterval } from '../intervals/clustered.ts'
import type { Interval } from '../intervals/interval.ts'
import type { Correction } from './corrections.ts'

/** What tells where a model fails. */
export type FailureBy = 'category' | 'range' | 'occlusion' | 'points' | 'score' | 'scene'

/** Every one, in the order pages have them. */
export const FAILURE_BY: readonly FailureBy[] = [
  'category',
  'range',
  'occlusion',
  'points',
  'score',
  'scene',
]

/** How a model did where something holds. */
export type FailureGroup = {
  readonly name: string
  /** Boxes by what became of them. */
  readonly fates: FateCounts
  /** Of proposals that were answered, those where nothing is; intervals reckon with tracks. */
  readonly falseRate: Interval | null
  /** Of objects' boxes, those that nobody proposed. */
  readonly missedRate: Interval | null
  /** Of proposals that were kept, those that were changed or were called something else. */
  readonly changedRate: Interval | null
}

/** Where a model fails. */
export type FailureReport = {
  readonly schema: 'trueline-failures/1'
  readonly madeAt: string | null
  readonly total: FailureGroup
  readonly by: { readonly [by in FailureBy]: readonly FailureGroup[] }
}

/** Attributes that say how much of an object is hidden, whatever a source calls them. */
const OCCLUSION = /occlu|遮挡|visib/i
const SCORES: readonly number[] = [0.2, 0.4, 0.6, 0.8]
const POINTS: readonly number[] = [1, 5, 20, 100]

/** Where a model fails, by what corrections tell. Groups of which nothing is known are left out. */
export function failuresOf(
  corrections: readonly Correction[],
  madeAt: string | null,
): FailureReport {
  const groupsBy = (by: FailureBy): readonly FailureGroup[] => {
    const groups = new Map<string, { readonly order: number; readonly list: Correction[] }>()
    for (const correction of corrections) {
      const place = placeOf(correction, by)
      if (place === null) continue
      const group = groups.get(place.name) ?? { order: place.order, list: [] }
      groups.set(place.name, group)
      group.list.push(correction)
    }
    return [...groups]
      .toSorted(([a, { order: i }], [b, { order: j }]) => i - j || (a < b ? -1 : 1))
      .map(([name, { list }]) => groupOf(name, list))
  }
  return {
    schema: 'trueline-failures/1',
    madeAt,
    total: groupOf('', corrections),
    by: {
      ...{ category: groupsBy('category'), range: groupsBy('range') },
      ...{ occlusion: groupsBy('occlusion'), points: groupsBy('points') },
      ...{ score: groupsBy('score'), scene: groupsBy('scene') },
    },
  }
}

/** The group a correction belongs to, and its place among others; `null` where nothing says. */
function placeOf(
  { category, range, attributes, pointCount, score, clip }: Correction,
  by: FailureBy,
): { readonly name: string; readonly order: number } | null {
  switch (by) {
    case 'category':
      return { name: category, order: 0 }
    case 'range': {
      const band = rangeBandOf(range)
      return { name: rangeText(band), order: band.from }
    }
    case 'occlusion': {
      const told = Object.entries(attributes).find(([id]) => OCCLUSION.test(id))
      return told === undefined ? null : { name: String(told[1]), order: 0 }
    }
    case 'points':
      return pointCount === null ? null : bandOf(pointCount, POINTS)
    case 'score':
      return score === null ? null : bandOf(score, SCORES)
    case 'scene':
      return { name: clip, order: 0 }
  }
}

function bandOf(
  value: number,
  edges: readonly number[],
): { readonly name: string; readonly order: number } {
  const order = edges.filter((edge) => value >= edge).length
  const [from, to] = [edges[order - 1], edges[order]]
  if (from === undefined) return { name: `< ${to}`, order }
  return { name: to === undefined ? `≥ ${from}` : `${from} – ${to}`, order }
}

function groupOf(name: string, list: readonly Correction[]): FailureGroup {
  const answered = list.filter(({ change }) => change !== 'waiting')
  const proposed = answered.filter(({ proposal }) => proposal !== null)
  const kept = proposed.filter(({ label }) => label !== null)
  return {
    name,
    fates: countFates(list.map(({ change }) => change)),
    falseRate: rateOf(proposed, ({ label }) => label === null),
    missedRate: rateOf(
      answered.filter(({ label }) => label !== null),
      ({ proposal }) => proposal === null,
    ),
    changedRate: rateOf(
      kept,
      ({ change, category, proposedCategory }) =>
        change !== 'untouched' || category !== proposedCategory,
    ),
  }
}

/** The share of corrections of which something holds, with the scatter between tracks. */
function rateOf(
  list: readonly Correction[],
  isError: (correction: Correction) => boolean,
): Interval | null {
  const clusters = new Map<string, { errors: number; total: number }>()
  for (const correction of list) {
    const key = `${correction.clip} ${correction.trackId}`
    const cluster = clusters.get(key) ?? { errors: 0, total: 0 }
    clusters.set(key, cluster)
    cluster.total += 1
    if (isError(correction)) cluster.errors += 1
  }
  return clusters.size === 0 ? null : clusteredInterval([...clusters.values()])
}
