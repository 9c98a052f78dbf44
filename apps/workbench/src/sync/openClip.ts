import {
  type AnnotationRecord,
  annotationsOf,
  type Clip,
  type ClipId,
  type RecordId,
} from '@trueline/annotation'
import type { RecordPage, Server } from '../server.ts'
import type { Replica } from '../store/replica.ts'

/** A clip as the server has it, and where in its log that is: records may already be newer. */
export type ReadClip = {
  readonly clip: Clip
  readonly headSeq: number
  readonly replica: Replica
}

/** Who is told of a clip on its way: `opened` before its records, `progress` how many of them have come. */
export type ReadFollower = {
  readonly opened: (clip: Clip) => void
  readonly progress: (name: string, recordsRead: number) => void
}

/** Reads a clip and all its records page by page. */
export async function readClip(
  server: Pick<Server, 'openClip' | 'readRecords'>,
  clipId: ClipId,
  { opened, progress }: ReadFollower,
): Promise<ReadClip> {
  const { clip, headSeq, first } = await server.openClip(clipId)
  opened(clip)
  const records: AnnotationRecord[] = []
  const revisions = new Map<RecordId, number>()
  for (let page: RecordPage | null = first; page !== null; ) {
    for (const { record, revision } of page.records) {
      records.push(record)
      revisions.set(record.id, revision)
    }
    progress(clip.name, records.length)
    page = page.next === null ? null : await server.readRecords(clipId, page.next)
  }
  return { clip, headSeq, replica: { base: annotationsOf(records), revisions, pending: [] } }
}
