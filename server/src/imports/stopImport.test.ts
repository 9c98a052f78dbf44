import { createHash } from 'node:crypto'
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type BlobId, blobId } from '@trueline/annotation'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createBlobHolds } from '../blobs/blobHolds.ts'
import { SHARED_AGE_MS, sweepBlobs } from '../blobs/sweepBlobs.ts'
import { listClips, openClip } from '../clips/clips.ts'
import { type ImportOptions, openStore } from '../store.ts'
import { pcd, points, SOUND_SCENE, sustechBox, writeTree } from '../testing/badSources.ts'
import {
  openEmbeddedStore,
  openPostgresStore,
  postgresAddress,
  type TestStore,
  temporaryFolder,
} from '../testing/testStore.ts'
import { createImportJobs } from './importJobs.ts'
import type { ImportProgress } from './importResult.ts'
import { ImportStoppedError } from './importStopped.ts'

const postgres = await postgresAddress()
const engines: readonly [string, boolean, () => Promise<TestStore>][] = [
  ['the embedded database', true, openEmbeddedStore],
  ['PostgreSQL', postgres !== null, () => openPostgresStore(postgres!)],
]
const HOW: Omit<ImportOptions, 'onProgress'> = {
  ...{ format: null, isDryRun: false, onto: null, name: null, author: 'Ada' },
}
const DAYS_AGO = new Date(Date.now() - 2 * SHARED_AGE_MS)

for (const [name, isThere, open] of engines) {
  describe.skipIf(!isThere)(`an import into ${name}`, () => {
    let opened: TestStore
    let folder: string
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened?.dispose())
    beforeEach(async () => {
      folder = await temporaryFolder()
      const frames = Array.from({ length: 12 }, (_, frame) => String(frame).padStart(6, '0'))
      await writeTree(folder, {
        ...SOUND_SCENE,
        ...Object.fromEntries(frames.map((frame) => [`lidar/${frame}.pcd`, pcd(points(50))])),
      })
    })
    afterEach(() => rm(folder, { recursive: true, force: true }))

    const stored = async () => ({
      clips: (await listClips(opened.store.database.queries)).length,
      blobs: (await opened.store.blobs.list()).length,
    })
    const stopAt = async (isTime: (progress: ImportProgress) => boolean, onto: string | null) => {
      const stopping = new AbortController()
      const onProgress = (progress: ImportProgress): void => {
        if (isTime(progress)) stopping.abort(new ImportStoppedError())
      }
      const { signal } = stopping
      const how = { ...HOW, onto: onto as ImportOptions['onto'], onProgress, signal }
      await expect(opened.store.importFrom(folder, how)).rejects.toThrow(ImportStoppedError)
    }

    it('that is stopped leaves nothing, whatever it is at, and can begin anew', async () => {
      const before = await stored()
      await stopAt(({ stage }) => stage === 'reading', null)
      await stopAt(({ doneFrames }) => doneFrames === 7, null)
      await stopAt(({ stage }) => stage === 'storing', null)
      expect(await stored()).toEqual(before)
      const { clipId } = await opened.store.importFrom(folder, { ...HOW, onProgress: () => {} })
      await rm(join(folder, 'lidar'), { recursive: true })
      await writeTree(folder, { 'label/000000.json': JSON.stringify([sustechBox('9')]) })
      const { headSeq } = await openClip(opened.store.database.queries, clipId!)
      await stopAt(({ stage }) => stage === 'reading', clipId)
      expect((await openClip(opened.store.database.queries, clipId!)).headSeq).toBe(headSeq)
    })

    it('that was killed leaves blobs that are swept, those of clips and of others’ imports not', async () => {
      const { store, options } = opened
      const { clipId } = await store.importFrom(folder, { ...HOW, onProgress: () => {} })
      const needed = await store.blobs.list()
      const put = async (text: string, at: Date): Promise<BlobId> => {
        const blob = blobId(createHash('sha256').update(text).digest('hex'))
        const path = store.blobs.pathOf(blob)
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, text)
        await utimes(path, at, at)
        return blob
      }
      for (const blob of needed) await utimes(store.blobs.pathOf(blob), DAYS_AGO, DAYS_AGO)
      const old = await put('left by a killed import', DAYS_AGO)
      const again = await put('written again by another', DAYS_AGO)
      const fresh = await put('written by another a moment ago', new Date())
      const writer = await store.blobs.create()
      await writer.append(Buffer.from('written again by another'))
      expect(await writer.seal()).toEqual({ blob: again, isNew: false })
      const { blobs } = store
      const holds = createBlobHolds({ queries: store.database.queries, blobs })
      expect(await sweepBlobs({ blobs, holds }, SHARED_AGE_MS)).toBe(1)
      const left = await store.blobs.list()
      expect(left.toSorted()).toEqual([...needed, again, fresh].toSorted())
      expect(left).not.toContain(old)

      // Once more, by who opens the folder.
      await put('left by a killed import', DAYS_AGO)
      await store.close()
      const later = await openStore(options)
      opened = { ...opened, store: later, dispose: opened.dispose }
      const there = await later.blobs.list()
      expect(there).toEqual(expect.arrayContaining([...needed]))
      expect(there).not.toContain(old)
      const { clip } = await openClip(later.database.queries, clipId!)
      const { range } = clip.frames[0]!.sweeps[0]!
      expect(await later.blobs.read(range.blob, range)).toHaveLength(range.bytes)
      await later.close()
    })
  })
}

describe('import jobs', () => {
  const result = { clipId: null } as never

  it('that are stopped say so once they have ended', async () => {
    const jobs = createImportJobs()
    let hasEnded = false
    const jobId = jobs.start(async (_, signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      hasEnded = true
      throw signal.reason
    })
    expect(await jobs.stop(jobId)).toMatchObject({ state: 'stopped', result: null, error: null })
    expect(hasEnded).toBe(true)
    expect(jobs.stateOf(jobId)).toMatchObject({ state: 'stopped' })
  })

  it('that were done before they could be stopped are done', async () => {
    const jobs = createImportJobs()
    const late = jobs.start(() => Promise.resolve(result))
    expect(await jobs.stop(late)).toMatchObject({ state: 'done', result })
    expect(await jobs.stop(late)).toMatchObject({ state: 'done', result })
    expect(await jobs.stop('nobodys')).toBeNull()
  })
})
