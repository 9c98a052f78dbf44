import {
  type AnnotationRecord,
  type Annotations,
  annotationsOf,
  type Clip,
  type ClipId,
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
  return { clip, annotations: annotationsOf(records), entries, isDone }
}

async function historyOf(
  server: Pick<Server, 'readHistory'>,
  clipId: ClipId,
): Promise<readonly WorkEntry[]> {
  const entries: HistoryEntry[] = []
  for (let before: number | null = null; ; ) {
    const page: readonly HistoryEntry[] = await server.readHistory(clipId, before)
    entries.push(...page)
    const last = page.at(-1)
    if (last === undefined || last.seq <= 1) return entries.toReversed()
    before = last.seq
  }
}
