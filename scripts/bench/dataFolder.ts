import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClipId } from '@trueline/annotation'
import type { ImportedClip } from '@trueline/formats'
import { openStore, type Store } from '@trueline/server'
import { type ServerProcess, serve } from '../../e2e/server.ts'

/** A clip in a data folder of its own, served by a process of its own. */
export type ServedClip = ServerProcess & { readonly clipId: ClipId; readonly dataDir: string }

/** What becomes a clip: a folder to import, or one that was made. */
export type ClipSource = string | ImportedClip

/** Gives `work` an empty folder that is gone afterwards. */
export async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'trueline-bench-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  // One that is told to end leaves nothing either.
  process.once('exit', remove)
  try {
    return await work(folder)
  } finally {
    process.off('exit', remove)
    remove()
  }
}

/** Gives `work` the store of a data folder, closed afterwards. */
export async function withStore<Result>(
  dataDir: string,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = await openStore({ dataDir })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** Imports a clip and returns its id. */
export async function importInto(store: Store, source: ClipSource): Promise<ClipId> {
  const common = { isDryRun: false, name: null, author: 'bench', onProgress: () => undefined }
  const { clipId } =
    typeof source === 'string'
      ? await store.importFrom(source, { ...common, format: null, onto: null })
      : await store.importMade({ ...common, imported: source, source: source.clip.name })
  if (clipId === null) throw new Error('The import stored no clip')
  return clipId
}

/** Gives `work` clips served from a new data folder, the first of them by its id. */
export function whileServing<Result>(
  sources: readonly [ClipSource, ...ClipSource[]],
  work: (clip: ServedClip) => Promise<Result>,
): Promise<Result> {
  return inFolder(async (dataDir) => {
    const clipId = await withStore(dataDir, async (store) => {
      const [first, ...others] = sources
      const id = await importInto(store, first)
      for (const other of others) await importInto(store, other)
      return id
    })
    const server = await serve(dataDir, ['--no-demo'])
    try {
      return await work({ ...server, clipId, dataDir })
    } finally {
      await server.kill()
    }
  })
}
