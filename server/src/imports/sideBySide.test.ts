import { rm } from 'node:fs/promises'
import type { BlobId } from '@trueline/annotation'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBlobHolds } from '../blobs/blobHolds.ts'
import { listClips } from '../clips/clips.ts'
import { pcd, points, SOUND_SCENE, writeTree } from '../testing/badSources.ts'
import { smallClip } from '../testing/smallClip.ts'
import { openEmbeddedStore, type TestStore, temporaryFolder } from '../testing/testStore.ts'

let opened: TestStore
beforeAll(async () => {
  opened = await openEmbeddedStore()
})
afterAll(() => opened?.dispose())

describe('imports side by side', () => {
  it('do not wait for a clip that is still being made', async () => {
    const { store } = opened
    let letGo: () => void = () => {}
    const isMade = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const imported = smallClip([])
    const slow = store.importMade({
      imported: {
        ...imported,
        clip: {
          ...imported.clip,
          frames: imported.clip.frames.map((frame) => ({
            ...frame,
            sweeps: frame.sweeps.map((sweep) => ({
              ...sweep,
              read: () => isMade.then(sweep.read),
            })),
          })),
        },
      },
      source: 'made',
      name: 'Slow',
      isDryRun: false,
      author: 'Ada',
      onProgress: () => undefined,
    })
    const folder = await temporaryFolder()
    await writeTree(folder, { ...SOUND_SCENE, 'lidar/000000.pcd': pcd(points(50)) })
    const how = { format: null, isDryRun: false, onto: null, name: 'Quick', author: 'Ada' }
    const quick = await store.importFrom(folder, { ...how, onProgress: () => undefined })
    await rm(folder, { recursive: true })
    const names = async () => (await listClips(store.database.queries)).map(({ name }) => name)
    expect(await names()).toEqual(['Quick'])
    await store.removeClip(quick.clipId!)
    letGo()
    await slow
    expect(await names()).toEqual(['Slow'])
  })
})

describe('a blob that an import holds', () => {
  const sealed = async (store: ReturnType<ReturnType<typeof createBlobHolds>['hold']>['store']) => {
    const writer = await store.create()
    await writer.append(Buffer.from('the same sweep'))
    return writer.seal()
  }
  const setUp = () => {
    const { database, blobs } = opened.store
    const holds = createBlobHolds({ queries: database.queries, blobs })
    const isThere = async (blob: BlobId) => (await blobs.size(blob)) !== null
    return { holds, isThere }
  }

  it('stays for the others that found it there, and goes with the last', async () => {
    const { holds, isThere } = setUp()
    const first = holds.hold()
    const second = holds.hold()
    const { blob } = await sealed(first.store)
    expect(await sealed(second.store)).toEqual({ blob, isNew: false })
    await first.release()
    expect(await isThere(blob)).toBe(true)
    await second.release()
    expect(await isThere(blob)).toBe(false)
  })

  it('is not removed with the last clip that stood on it', async () => {
    const { holds, isThere } = setUp()
    const one = holds.hold()
    const { blob } = await sealed(one.store)
    expect(await holds.removeUnneeded([blob])).toBe(0)
    expect(await isThere(blob)).toBe(true)
    await one.release()
    expect(await isThere(blob)).toBe(false)
  })
})
