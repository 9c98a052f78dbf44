import { cuboidsOf, tracksOf } from '@trueline/annotation'
import {
  correctionsOf,
  countedWork,
  type EconomicsReport,
  economicsReport,
  type FailureReport,
  failuresOf,
  LONGEST_PAUSE,
  NO_WORK,
  type ObjectRow,
  objectRows,
  type Random,
  type Rate,
  sumOf,
  type Work,
  type WorkByTrack,
  withCounted,
  workElsewhere,
  workOf,
} from '@trueline/quality'
import type { ClipTerms } from '../projects/projectServer.ts'
import { parseAuthor } from '../sync/author.ts'
import type { WorkedClip } from './workedClip.ts'

/** What is asked of some clips. */
export type ReportsAsked = {
  /** Only what this browser's person did; `null`: what all did. */
  readonly authorId: string | null
  readonly rate: Rate
  /** What is agreed for clips: what made their pre-labels, who labels them. */
  readonly terms: readonly ClipTerms[]
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
  const { authorId, rate, terms, isAnonymous, madeAt, random } = asked
  const worked = clips.map((one, index) => ({
    ...{ ...one, work: workIn(one, authorId) },
    name:
      clips.findIndex(({ clip }) => clip.name === one.clip.name) === index
        ? one.clip.name
        : // Two clips may have one name.
          `${one.clip.name} (${one.clip.id.slice(-8)})`,
  }))
  const rows = worked.flatMap(({ clip, name, annotations, isDone, work }) => {
    const { model = null, vendor = null } = terms.find(({ clipId }) => clipId === clip.id) ?? {}
    const all = objectRows({ ...{ clip: name, model, vendor, annotations, work }, isDone })
    // A person's own numbers are of the objects that they did something to.
    return authorId === null ? all : all.filter(({ trackId }) => work.has(trackId))
  })
  return {
    rows,
    economics: economicsReport({
      ...{ madeAt, rows, isAnonymous, rate, longestPause: LONGEST_PAUSE },
      elsewhere: worked.reduce<Work>((sum, one) => sumOf(sum, elsewhereIn(one)), NO_WORK),
      framesByClip: new Map(worked.map(({ name, clip }) => [name, clip.frames.length])),
      resampling: { random, rounds: ROUNDS },
    }),
    failures: failuresOf(clips.flatMap(correctionsOf), madeAt),
  }
}

/** What was done for each object, by whom: as browsers counted it, else as the log tells. */
function workIn(
  { entries, efforts }: Pick<WorkedClip, 'entries' | 'efforts'>,
  authorId: string | null,
): WorkByTrack {
  const isAsked = (author: string): boolean =>
    authorId === null || parseAuthor(author).id === authorId
  const log = workOf(
    entries
      .filter(({ author }) => isAsked(author))
      .map(({ author, edit }) => ({ edit, author: nameOf(author) })),
  )
  const counted = efforts
    .filter(({ author }) => isAsked(author))
    .map((one) => countedWork({ ...one, author: nameOf(one.author) }))
  return withCounted(log, counted)
}

function elsewhereIn({ annotations, work }: WorkedClip & { readonly work: WorkByTrack }): Work {
  const objects = tracksOf(annotations).filter(({ id }) => cuboidsOf(annotations, id).length > 0)
  return workElsewhere(work, new Set(objects.map(({ id }) => id)))
}

function nameOf(author: string): string {
  const { name, id } = parseAuthor(author)
  return name || id
}
