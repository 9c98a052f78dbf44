import { type Edit, type TrackId, trackIdOf } from '@trueline/annotation'

/** An entry of a clip's log. */
export type WorkEntry = {
  readonly author: string
  readonly edit: Edit
}

/** What was done for an object. */
export type Work = {
  readonly seconds: number
  /** Edits; those taken back or made again are counted apart. */
  readonly actions: number
  readonly undos: number
}

/** What was done for each object of a clip, by whom; under `null` what was done for none. */
export type WorkByTrack = ReadonlyMap<TrackId | null, ReadonlyMap<string, Work>>

/** Nothing done. */
export const NO_WORK: Work = { seconds: 0, actions: 0, undos: 0 }

/** Nobody works without an edit for longer: what is beyond is no work, and of it nothing counts. */
export const LONGEST_PAUSE = 60

/** What brings labels in, or takes planted faults out of them: nobody worked for it. */
const NOBODYS: ReadonlySet<string> = new Set(['importClip', 'importLabels', 'takeBackFaults'])

/**
 * The work that a clip's log tells of: the time since the same person's edit before counts for the
 * objects that an edit changes, in equal parts, unless it was a pause.
 *
 * What was done before a person's first edit, or without any, is not known: figures are at least so
 * much. Clocks of different people are never compared.
 *
 * @param longestPause In seconds.
 */
export function workOf(
  entries: Iterable<WorkEntry>,
  longestPause: number = LONGEST_PAUSE,
): WorkByTrack {
  const inTime = [...entries]
    .filter(({ edit }) => !NOBODYS.has(edit.command))
    .toSorted((a, b) => a.edit.madeAtUs - b.edit.madeAtUs)
  const lastUs = new Map<string, number>()
  const work = new Map<TrackId | null, Map<string, Work>>()
  for (const { author, edit } of inTime) {
    const since = (edit.madeAtUs - (lastUs.get(author) ?? edit.madeAtUs)) / 1e6
    lastUs.set(author, edit.madeAtUs)
    const tracks = tracksOf(edit)
    const share = (since <= longestPause ? since : 0) / tracks.length
    const isAction = edit.kind === 'edit'
    for (const id of tracks) {
      const byAuthor = work.get(id) ?? new Map<string, Work>()
      work.set(id, byAuthor)
      const { seconds, actions, undos } = byAuthor.get(author) ?? NO_WORK
      byAuthor.set(author, {
        seconds: seconds + share,
        actions: actions + (isAction ? 1 : 0),
        undos: undos + (isAction ? 0 : 1),
      })
    }
  }
  return work
}

function tracksOf({ patch }: Edit): readonly (TrackId | null)[] {
  const ids = new Set(
    patch.flatMap(({ before, after }) => {
      const record = after ?? before
      const id = record === null ? null : trackIdOf(record)
      return id === null ? [] : [id]
    }),
  )
  return ids.size === 0 ? [null] : [...ids]
}
