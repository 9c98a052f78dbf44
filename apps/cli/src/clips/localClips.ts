import { listClips, openStore, resultOf, type StoreOptions } from '@trueline/server'
import type { Clips } from './clips.ts'

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
    close: () => store.close(),
  }
}
