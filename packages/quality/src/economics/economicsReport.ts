import type { Resampling } from '../intervals/bootstrap.ts'
import { CONFIDENCE } from '../intervals/interval.ts'
import { type DrawingTime, drawingTimesOf } from './drawingTimes.ts'
import { FATES, type Fate, type FateCounts } from './fate.ts'
import { type ObjectRow, sumOf } from './objectRows.ts'
import { type Savings, savingsOf } from './savings.ts'
import { type ScoreThreshold, scoreThreshold } from './scoreThreshold.ts'
import { NO_WORK, type Work } from './workLog.ts'

/** What an hour of work costs. */
export type Rate = { readonly perHour: number; readonly currency: string }

/** What some objects cost. */
export type EconomicsGroup = Work & {
  readonly name: string
  readonly objects: number
  readonly boxes: number
  readonly frames: number
  /** Of objects that somebody answered or drew; `null` of none. */
  readonly secondsPerObject: number | null
  readonly actionsPerObject: number | null
  /** By what became of them: objects, and their boxes. */
  readonly objectFates: FateCounts
  readonly boxFates: FateCounts
  readonly cost: number
  readonly costPerFrame: number | null
  readonly savings: Savings | null
}

/** What can be told apart. */
export type EconomicsBy = 'category' | 'clip' | 'model' | 'vendor' | 'annotator'

/** Every way of telling apart, in the order pages have them. */
export const ECONOMICS_BY: readonly EconomicsBy[] = [
  'category',
  'clip',
  'model',
  'vendor',
  'annotator',
]

/** What pre-labels cost and saved. */
export type EconomicsReport = {
  readonly schema: 'trueline-economics/1'
  /** ISO 8601, or nothing where nobody says. */
  readonly madeAt: string | null
  readonly rate: Rate
  /** A longer time between two edits is no work, in seconds. */
  readonly longestPause: number
  readonly confidence: number
  readonly total: EconomicsGroup
  readonly by: { readonly [by in EconomicsBy]: readonly EconomicsGroup[] }
  /** How long drawing takes, by category. */
  readonly drawing: readonly (DrawingTime & { readonly category: string | null })[]
  readonly threshold: ScoreThreshold | null
  /** Work that was for no object: lanes, links, nothing that is left. */
  readonly elsewhere: Work
}

/** What a report is made of. */
export type EconomicsSource = {
  readonly madeAt: string | null
  readonly rate: Rate
  readonly longestPause: number
  readonly rows: readonly ObjectRow[]
  /** Frames of each clip, by its name. */
  readonly framesByClip: ReadonlyMap<string, number>
  readonly elsewhere: Work
  /** Whether people are told apart by number alone. */
  readonly isAnonymous: boolean
  readonly resampling: Resampling
}

/** What labels of some clips cost. Groups of which nobody says the name are left out. */
export function economicsReport(source: EconomicsSource): EconomicsReport {
  const { rows, framesByClip, resampling, rate } = source
  const group = (name: string, own: readonly ObjectRow[], clips: Iterable<string>) =>
    groupOf({ name, rows: own, all: rows, frames: framesOf(framesByClip, clips), rate, resampling })
  const groupsBy = (by: EconomicsBy): readonly EconomicsGroup[] => {
    const names = [...new Set(rows.flatMap((row) => row[by] ?? []))].toSorted()
    return names.map((name, index) => {
      const own = rows.filter((row) => row[by] === name)
      const isHidden = by === 'annotator' && source.isAnonymous
      // A class is in all frames; the rest in those of the clips it has to do with.
      const clips = by === 'category' ? framesByClip.keys() : own.map(({ clip }) => clip)
      return group(isHidden ? `#${index + 1}` : name, own, clips)
    })
  }
  const { byCategory, all } = drawingTimesOf(rows)
  return {
    schema: 'trueline-economics/1',
    ...{ madeAt: source.madeAt, rate, longestPause: source.longestPause },
    confidence: resampling.confidence ?? CONFIDENCE,
    total: group('', rows, framesByClip.keys()),
    by: {
      ...{ category: groupsBy('category'), clip: groupsBy('clip'), model: groupsBy('model') },
      ...{ vendor: groupsBy('vendor'), annotator: groupsBy('annotator') },
    },
    drawing: [
      ...(all === null ? [] : [{ ...all, category: null }]),
      ...[...byCategory]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([category, time]) => ({ ...time, category })),
    ],
    threshold: scoreThreshold(rows, rows, resampling),
    elsewhere: source.elsewhere,
  }
}

function framesOf(framesByClip: ReadonlyMap<string, number>, clips: Iterable<string>): number {
  return [...new Set(clips)].reduce((sum, clip) => sum + (framesByClip.get(clip) ?? 0), 0)
}

function groupOf(args: {
  readonly name: string
  readonly rows: readonly ObjectRow[]
  /** Those that tell how long drawing takes. */
  readonly all: readonly ObjectRow[]
  readonly frames: number
  readonly rate: Rate
  readonly resampling: Resampling
}): EconomicsGroup {
  const { name, rows, all, frames, rate, resampling } = args
  const work = rows.reduce<Work>(sumOf, NO_WORK)
  const answered = rows.filter(({ fate }) => fate !== 'waiting')
  const done = answered.reduce<Work>(sumOf, NO_WORK)
  const perObject = (value: number): number | null =>
    answered.length === 0 ? null : value / answered.length
  const cost = (work.seconds / 3600) * rate.perHour
  return {
    ...{ name, ...work, frames, cost, objects: rows.length },
    boxes: rows.reduce((sum, { boxes }) => sum + boxes, 0),
    secondsPerObject: perObject(done.seconds),
    actionsPerObject: perObject(done.actions),
    objectFates: countsBy((fate) => rows.filter((row) => row.fate === fate).length),
    boxFates: countsBy((fate) => rows.reduce((sum, { fates }) => sum + fates[fate], 0)),
    costPerFrame: frames === 0 ? null : cost / frames,
    savings: savingsOf(rows, all, resampling),
  }
}

function countsBy(count: (fate: Fate) => number): FateCounts {
  return Object.fromEntries(FATES.map((fate) => [fate, count(fate)])) as FateCounts
}
