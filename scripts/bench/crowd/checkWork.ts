import { isDeepStrictEqual } from 'node:util'
import { allRecordsOf, entriesSince, type LogEntry, type Store } from '@trueline/server'
import { movedOn, type Work } from './annotator.ts'

/** What a database has of some work. */
export type Kept = {
  readonly acknowledged: number
  /** Acknowledged and not in the log. */
  readonly lost: number
  /** In the log more than once, or counted twice in a revision of its record. */
  readonly twice: number
  /** In the log, by nobody who had an answer for it. */
  readonly unasked: number
  /** Boxes that do not stand where their last edit put them. */
  readonly astray: number
}

/** Holds the log and the records of a database against what its annotators know to be saved. */
export async function checkWork(store: Store, works: readonly Work[]): Promise<Kept> {
  const { queries } = store.database
  const kept = { acknowledged: 0, lost: 0, twice: 0, unasked: 0, astray: 0 }
  for (const work of works) {
    const { clipId, box, acknowledged } = work
    const entries = (await entriesSince(queries, { clipId, seq: 0, limit: 1_000_000 })).filter(
      ({ edit }) => edit.patchId.startsWith(`${work.name}-`),
    )
    const ids = new Set<string>(entries.map(({ edit }) => edit.patchId))
    const asked = new Set<string>(acknowledged.map((edit) => edit.patchId))
    kept.acknowledged += acknowledged.length
    kept.lost += acknowledged.filter((edit) => !ids.has(edit.patchId)).length
    kept.twice += Math.max(entries.length - ids.size, countedTwice(entries, box.id))
    kept.unasked += [...ids].filter((id) => !asked.has(id)).length
    const last = movedOn(box, acknowledged.length)
    for await (const record of allRecordsOf(queries, clipId)) {
      if (record.id === box.id && !isDeepStrictEqual(record, last)) kept.astray += 1
    }
  }
  return kept
}

/** How far a record's revision is ahead of its edits; it was imported at 1. */
function countedTwice(entries: readonly LogEntry[], recordId: Work['box']['id']): number {
  const last = entries.at(-1)
  return last === undefined ? 0 : Math.abs((last.revisions[recordId] ?? 0) - 1 - entries.length)
}
