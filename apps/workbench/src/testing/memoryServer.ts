import {
  type AnnotationRecord,
  allRecords,
  annotationsOf,
  applyPatch,
  type Clip,
  type RecordId,
  recordOf,
} from '@trueline/annotation'
import type { Follower, HistoryEntry, RecordPage, Server } from '../server.ts'
import type { StoredEdit } from '../store/replica.ts'
import type { ChangedRecord } from '../sync/conflict.ts'

type Entry = HistoryEntry & StoredEdit

/** A server of one clip that lasts as long as the object, with the rules of the real one. */
export type MemoryServer = Pick<
  Server,
  'openClip' | 'readRecords' | 'append' | 'readHistory' | 'follow'
> & {
  /** Every edit stored, oldest first. */
  readonly log: readonly Entry[]
  readonly records: () => readonly AnnotationRecord[]
  /** Cuts the line or mends it; `deaf` cuts only the way back, so that answers are lost. */
  readonly setLine: (line: 'up' | 'down' | 'deaf') => void
}

/** A server with a clip and its records; pages hold two. */
export function createMemoryServer(clip: Clip, records: readonly AnnotationRecord[]): MemoryServer {
  const log: Entry[] = []
  const followers = new Set<Follower>()
  const revisions = new Map<RecordId, number>(records.map(({ id }) => [id, 1]))
  let annotations = annotationsOf(records)
  let line: 'up' | 'down' | 'deaf' = 'up'

  function reach(): void {
    if (line === 'down') throw new Error('No connection')
  }

  function answer<Value>(value: Value): Value {
    if (line !== 'up') throw new Error('Connection lost')
    return value
  }

  function changed(recordId: RecordId): ChangedRecord {
    const last = log.findLast(({ edit }) => edit.patch.some((one) => one.recordId === recordId))
    return {
      recordId,
      record: recordOf(annotations, recordId) ?? null,
      revision: revisions.get(recordId) ?? 0,
      author: last?.author ?? '',
      changedAtUs: last?.edit.madeAtUs ?? 0,
    }
  }

  const pageAfter = (after: RecordId | null): RecordPage => {
    const all = [...allRecords(annotations)].sort((a, b) => (a.id < b.id ? -1 : 1))
    const rest = all.filter(({ id }) => after === null || id > after)
    const page = rest.slice(0, 2)
    return {
      records: page.map((record) => ({ record, revision: revisions.get(record.id)! })),
      next: rest.length > 2 ? page[1]!.id : null,
    }
  }

  return {
    log,
    records: () => [...allRecords(annotations)],
    setLine(next) {
      line = next
      for (const { connection } of followers) connection(next === 'up')
    },
    async openClip() {
      reach()
      return answer({ clip, headSeq: log.length, first: pageAfter(null) })
    },
    async readRecords(_, after) {
      reach()
      return answer(pageAfter(after))
    },
    async append({ edit, baseRevisions, author }) {
      reach()
      const known = log.find((entry) => entry.edit.patchId === edit.patchId)
      if (known !== undefined) return answer({ outcome: 'stored', revisions: known.revisions })
      const stale = Object.keys(baseRevisions)
        .map((id) => changed(id as RecordId))
        .filter(({ recordId, revision }) => revision !== baseRevisions[recordId])
      if (stale.length > 0) return answer({ outcome: 'stale', current: stale })
      annotations = applyPatch(annotations, edit.patch)
      const now = Object.fromEntries(
        edit.patch.map(({ recordId }) => [recordId, (revisions.get(recordId) ?? 0) + 1]),
      )
      for (const { recordId } of edit.patch) revisions.set(recordId, now[recordId]!)
      const entry = { seq: log.length + 1, author, edit, revisions: now }
      log.push(entry)
      if (line === 'up') for (const { stored } of followers) stored(entry)
      return answer({ outcome: 'stored', revisions: now })
    },
    async readHistory(_, before) {
      reach()
      const older = log.filter(({ seq }) => before === null || seq < before)
      return answer(older.slice(-2).reverse())
    },
    follow({ seq }, follower) {
      for (const entry of log.slice(seq)) follower.stored(entry)
      followers.add(follower)
      return () => void followers.delete(follower)
    },
  }
}
