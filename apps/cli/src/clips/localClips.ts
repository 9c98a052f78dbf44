import { listClips, openStore, resultOf, type StoreOptions } from '@trueline/server'
import type { Clips } from './clips.ts'

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
    close: () => store.close(),
  }
}
