import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AnnotationRecord } from '@trueline/annotation'
import { simulateClip } from '@trueline/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allRecordsOf, listClips, openClip } from '../clips/clips.ts'
import { storeSmallClip } from '../testing/smallClip.ts'
import { openEmbeddedStore, type TestStore } from '../testing/testStore.ts'
import { startDemoClip } from './demoClip.ts'

const TASK = { seed: 7, frames: 2 }

describe('the demo clip', () => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await openEmbeddedStore()
  })
  afterAll(() => opened?.dispose())
  const clips = () => listClips(opened.store.database.queries)

  it('is not made where there are clips', async () => {
    const clipId = await storeSmallClip(opened.store, [])
    const demo = await startDemoClip(opened.store, TASK)
    expect(demo.preparing()).toBeNull()
    await demo.done
    expect(await clips()).toHaveLength(1)
    await opened.store.removeClip(clipId)
  })

  it('is made while the server goes on, with the truth and the faults beside it', async () => {
    const demo = await startDemoClip(opened.store, TASK)
    expect(demo.preparing()).toEqual({ done: 0, total: 4 })
    const steps = new Set<number>()
    let longestMs = 0
    let before = performance.now()
    const ticker = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - before)
      steps.add(demo.preparing()?.done ?? -1)
      before = performance.now()
    }, 10)
    await demo.done
    clearInterval(ticker)
    expect(demo.preparing()).toBeNull()
    // Making a frame takes far longer than this thread was ever held up.
    expect(longestMs).toBeLessThan(1000)
    // The first frames are told of while the labels are still made.
    expect(steps.has(1)).toBe(true)

    const [summary] = await clips()
    expect(summary).toMatchObject({ format: 'simulated', frames: 2, sensors: 4 })
    const { clip } = await openClip(opened.store.database.queries, summary!.clipId)
    for (const { sweeps, images } of clip.frames) {
      expect(sweeps[0]!.pointCount).toBeGreaterThan(50_000)
      expect(images).toHaveLength(3)
    }
    const prelabels: AnnotationRecord[] = []
    for await (const one of allRecordsOf(opened.store.database.queries, clip.id))
      prelabels.push(one)
    const read = async (file: string): Promise<unknown> =>
      JSON.parse(await readFile(join(opened.store.dataDir, 'demo', file), 'utf8'))
    const wanted = simulateClip(TASK)
    const sorted = (all: readonly AnnotationRecord[]) =>
      all.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect(sorted(prelabels)).toEqual(sorted(wanted.prelabels))
    expect(await read('truth.json')).toEqual(wanted.truth)
    expect(await read('faults.json')).toEqual(wanted.faults)
    expect(wanted.truth).not.toEqual(wanted.prelabels)
  }, 90_000)

  it('stays away once it was removed', async () => {
    for (const { clipId } of await clips()) await opened.store.removeClip(clipId)
    await (await startDemoClip(opened.store, TASK)).done
    expect(await clips()).toEqual([])
  })

  it('leaves nothing when the server is closed while it is made', async () => {
    const other = await openEmbeddedStore()
    const demo = await startDemoClip(other.store, { seed: 8, frames: 40 })
    const closed = other.store.close()
    await demo.stop()
    await closed
    expect(demo.preparing()).toBeNull()
    expect(await other.store.blobs.list()).toEqual([])
    await other.dispose()
  })
})
