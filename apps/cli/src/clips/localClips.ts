import type { AnnotationRecord, ClipId } from '@trueline/annotation'
import { countedWork } from '@trueline/quality'
import {
  allRecordsOf,
  clipTerms,
  effortsOf,
  entriesSince,
  type LogEntry,
  listClips,
  listProjects,
  openClip,
  openStore,
  resultOf,
  type Store,
  type StoreOptions,
} from '@trueline/server'
import type { Clips, StoredWork } from './clips.ts'

/** Any that is written: what it writes is not taken. */
const FORMAT = 'openlabel'

/**
 * The clips of a data folder that this process opens.
 *
 * @throws {DataFolderInUseError} when another process has it open.
 */
export async function openLocalClips(options: StoreOptions): Promise<Clips> {
  const store = await openStore(options)
  return {
    list: () => listClips(store.database.queries),
    find: (idOrName) => store.findClip(idOrName),
    listProjects: () => listProjects(store.database.queries),
    importFrom: (path, request) => store.importFrom(path, { ...request, author: 'import' }),
    exportClip: async (request) => {
      const { clip, files, losses, records } = await store.exportClip(request)
      return { files, losses, records: resultOf(clip, records).records }
    },
    open: async (clipId) => {
      const { clip, records } = await store.exportClip({
        clipId,
        format: FORMAT,
        withSensors: false,
      })
      return { clip, records, readBlob: (range) => store.blobs.read(range.blob, range) }
    },
    openWorked: (clipId) => openWorked(store, clipId),
    close: () => store.close(),
  }
}

/** Entries of a log that are read at a time. */
const ENTRIES = 1000

async function openWorked({ database }: Store, clipId: ClipId): Promise<StoredWork> {
  const { queries } = database
  const { clip } = await openClip(queries, clipId)
  const records: AnnotationRecord[] = []
  for await (const record of allRecordsOf(queries, clipId)) records.push(record)
  const entries: LogEntry[] = []
  for (let seq = 0; ; ) {
    const page = await entriesSince(queries, { clipId, seq, limit: ENTRIES })
    entries.push(...page)
    seq = page.at(-1)?.seq ?? seq
    if (page.length < ENTRIES) break
  }
  const counted = (await effortsOf(queries, clipId, null)).map(countedWork)
  const terms = (await clipTerms(queries)).find((one) => one.clipId === clipId) ?? null
  return { clip, records, entries, counted, terms }
}
