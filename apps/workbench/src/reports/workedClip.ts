import {
  type AnnotationRecord,
  type Annotations,
  annotationsOf,
  applyPatch,
  type Clip,
  type ClipId,
  invertPatch,
} from '@trueline/annotation'
import {
  type AcceptanceProfile,
  ProfileError,
  parseProfile,
  type WorkEntry,
} from '@trueline/quality'
import type { HistoryEntry, PersonsEffort, Server } from '../server.ts'

/** A clip with every record, rejected ones too, and what was done to it, oldest first. */
export type WorkedClip = {
  readonly clip: Clip
  readonly annotations: Annotations
  readonly entries: readonly WorkEntry[]
  /** Whether it was handed on: what nobody touched then stands. */
  readonly isDone: boolean
  /** The labels as they were handed on last; `null` where they never were. */
  readonly handedOn: Annotations | null
  /** What browsers counted of the work on it. */
  readonly efforts: readonly PersonsEffort[]
  /** What its project accepts it by; `null`: as profiles start out. */
  readonly profile: AcceptanceProfile | null
}

/** What worked clips are read from. */
export type ReadFrom = Pick<
  Server,
  'openClip' | 'readRecords' | 'readHistory' | 'readTasks' | 'readEfforts'
> & { readonly projects: Pick<Server['projects'], 'projectOf'> }

/**
 * All there ever was of a clip, read page by page.
 *
 * @param author Who asks: of whom efforts are told where not everybody's are.
 */
export async function readWorkedClip(
  server: ReadFrom,
  { clipId, author }: { readonly clipId: ClipId; readonly author: string },
): Promise<WorkedClip> {
  const [{ clip, first }, entries, tasks, efforts, project] = await Promise.all([
    server.openClip(clipId),
    historyOf(server, clipId),
    server.readTasks(clipId),
    server.readEfforts(clipId, author),
    server.projects.projectOf(clipId),
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
  const profile = profileIn(project?.acceptance ?? null)
  return { clip, annotations, entries, isDone, handedOn, efforts, profile }
}

/** A profile as it was agreed; one of an older make that says no more is as if there were none. */
function profileIn(agreed: unknown): AcceptanceProfile | null {
  if (agreed === null) return null
  try {
    return parseProfile(agreed)
  } catch (error) {
    if (error instanceof ProfileError) return null
    throw error
  }
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
