import type { AnnotationRecord, ClipId, RecordId } from '@trueline/annotation'
import type { HistoryEntry, Server } from '../server.ts'
import type { TaskEvent } from '../work/task.ts'
import type { ReviewBase, ReviewLog } from './reviewLayer.ts'

/** Entries that are looked at, at the most: who changed what before is not told. */
const MOST = 20_000

/**
 * What a clip's log tells a reviewer.
 *
 * @param since The last edit that was handed on; `null`: nothing was.
 */
export async function readReviewLog(
  server: Pick<Server, 'readHistory'>,
  clipId: ClipId,
  since: number | null,
): Promise<ReviewLog> {
  const entries: HistoryEntry[] = []
  for (let before: number | null = null; entries.length < MOST; ) {
    const page: readonly HistoryEntry[] = await server.readHistory(clipId, before)
    entries.push(...page)
    const last: HistoryEntry | undefined = page.at(-1)
    if (last === undefined || last.seq <= 1) break
    before = last.seq
  }
  return reviewLogOf(entries, since)
}

/**
 * The edit after which what a base shows has changed: the last that the submission it stands for saw;
 * `null` where nothing was handed on.
 */
export function baseSeq(base: ReviewBase, events: readonly TaskEvent[]): number | null {
  const submissions = events.filter(({ move }) => move === 'submit')
  return submissions.at(base === 'round' ? -2 : -1)?.headSeq ?? null
}

/** The same of entries, newest first. */
export function reviewLogOf(entries: readonly HistoryEntry[], since: number | null): ReviewLog {
  const lastOf = new Map<RecordId, { readonly author: string; readonly atUs: number }>()
  const beforeOf = new Map<RecordId, AnnotationRecord | null>()
  for (const { seq, author, edit } of entries) {
    for (const { recordId, before } of edit.patch) {
      if (!lastOf.has(recordId)) lastOf.set(recordId, { author, atUs: edit.madeAtUs })
      // The oldest one since then has the last word: it knows what was there.
      if (since !== null && seq > since) beforeOf.set(recordId, before)
    }
  }
  return { lastOf, before: beforeOf }
}
