import {
  type AnnotationRecord,
  type Annotations,
  annotationsOf,
  applyPatch,
  type Clip,
  type ClipId,
  invertPatch,
} from '@trueline/annotation'
import type { WorkEntry } from '@trueline/quality'
import type { HistoryEntry, Server } from '../server.ts'

/** A clip with every record, rejected ones too, and what was done to it, oldest first. */
export type WorkedClip = {
  readonly clip: Clip
  readonly annotations: Annotations
  readonly entries: readonly WorkEntry[]
  /** Whether it was handed on: what nobody touched then stands. */
  readonly isDone: boolean
  /** The labels as they were handed on last; `null` where they never were. */
  readonly handedOn: Annotations | null
}

/** All there ever was of a clip, read page by page. */
export async function readWorkedClip(
  server: Pick<Server, 'openClip' | 'readRecords' | 'readHistory' | 'readTasks'>,
  clipId: ClipId,
): Promise<WorkedClip> {
  const [{ clip, first }, entries, tasks] = await Promise.all([
    server.openClip(clipId),
    historyOf(server, clipId),
    server.readTasks(clipId),
  ])
  const records: AnnotationRecord[] = []
  for (let page = first; ; page = await server.readRecords(clipId, page.next)) {
    records.push(...page.records.map(({ record }) => record))
    if (page.next === null) break
  }
  const isDone =
    tasks.length > 0 && tasks.every(({ state }) => state === 'review' || state === 'accepted')
  const annotations = annotationsOf(records)
  const seqs = tasks.flatMap(({ submittedSeq }) => submittedSeq ?? [])
  const handedOn = seqs.length === 0 ? null : asItWas(annotations, entries, Math.max(...seqs))
  return { clip, annotations, entries, isDone, handedOn }
}

/** The labels as they were after an edit, oldest of the entries first. */
function asItWas(
  annotations: Annotations,
  entries: readonly HistoryEntry[],
  seq: number,
): Annotations {
  return entries
    .filter((entry) => entry.seq > seq)
    .toReversed()
    .reduce((now, { edit }) => applyPatch(now, invertPatch(edit.patch)), annotations)
}

async function historyOf(
  server: Pick<Server, 'readHistory'>,
  clipId: ClipId,
): Promise<readonly HistoryEntry[]> {
  const entries: HistoryEntry[] = []
  for (let before: number | null = null; ; ) {
    const page: readonly HistoryEntry[] = await server.readHistory(clipId, before)
    entries.push(...page)
    const last = page.at(-1)
    if (last === undefined || last.seq <= 1) return entries.toReversed()
    before = last.seq
  }
}
