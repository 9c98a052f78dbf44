import {
  type AcceptanceReport,
  acceptanceReport,
  compareLabels,
  correctionsOf,
  DEFAULT_PROFILE,
  type EconomicsReport,
  economicsReport,
  type FailureReport,
  failuresOf,
  LONGEST_PAUSE,
  NO_WORK,
  type ObjectRow,
  objectRows,
  type Random,
  type SampledRate,
  workOf,
} from '@trueline/quality'
import { parseAuthor } from '../sync/author.ts'
import type { WorkedClip } from './workedClip.ts'

/** What is asked of some clips. */
export type ReportsAsked = {
  /** Only what this browser's person did; `null`: what all did. */
  readonly authorId: string | null
  readonly perHour: number
  readonly isAnonymous: boolean
  readonly madeAt: string
  readonly random: Random
}

/** What was asked, and the rows that it is made of. */
export type Reports = {
  readonly economics: EconomicsReport
  readonly failures: FailureReport
  readonly rows: readonly ObjectRow[]
}

/** Enough for intervals that are looked at on a screen. */
const ROUNDS = 400

/** What the work on some clips cost, and where the model fails. */
export function reportsOf(clips: readonly WorkedClip[], asked: ReportsAsked): Reports {
  const { authorId, perHour, isAnonymous, madeAt, random } = asked
  const rows = clips.flatMap(({ clip, annotations, entries, isDone }) => {
    const own = entries
      .map(({ author, edit }) => ({ edit, author: parseAuthor(author) }))
      .filter(({ author }) => authorId === null || author.id === authorId)
      .map(({ edit, author }) => ({ edit, author: author.name || author.id }))
    const work = workOf(own)
    const all = objectRows({
      ...{ clip: clip.name, model: null, vendor: null, annotations, work },
      isDone,
    })
    // A person's own numbers are of the objects that they did something to.
    return authorId === null ? all : all.filter(({ trackId }) => work.has(trackId))
  })
  return {
    rows,
    economics: economicsReport({
      ...{ madeAt, rows, isAnonymous, longestPause: LONGEST_PAUSE, elsewhere: NO_WORK },
      rate: { perHour, currency: 'CNY' },
      framesByClip: new Map(clips.map(({ clip }) => [clip.name, clip.frames.length])),
      resampling: { random, rounds: ROUNDS },
    }),
    failures: failuresOf(clips.flatMap(correctionsOf), madeAt),
  }
}

/**
 * Whether what was handed on is good enough, by what its review made of it and by the sample that was
 * looked at; `null` where nothing was handed on.
 */
export function acceptanceOf(
  { clip, annotations, handedOn }: WorkedClip,
  asked: {
    readonly sampled: SampledRate | null
    readonly names: { readonly handedOn: string; readonly reviewed: string }
    readonly madeAt: string
  },
): AcceptanceReport | null {
  if (handedOn === null) return null
  const { sampled, names, madeAt } = asked
  const frames = clip.frames.map((_, index) => ({ reference: index, labels: index }))
  const comparison = compareLabels({
    reference: { clip, annotations },
    ...{ labels: { clip, annotations: handedOn }, frames },
  })
  return acceptanceReport({
    about: { clips: [clip.name], labels: names.handedOn, reference: names.reviewed, madeAt },
    ...{ profile: DEFAULT_PROFILE, comparisons: [comparison], sampled },
    ...{ lanes: null, isSample: false },
  })
}
