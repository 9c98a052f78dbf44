import { track } from '@trueline/annotation/testing'
import { expect, it } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { NO_EFFORT } from './effort.ts'
import { createEffortRecorder, effortStore } from './effortRecorder.ts'
import { createMemoryEffortStorage } from './effortStorage.ts'

const CAR = track('car')

function recording() {
  const clip = testClip(2)
  const { store } = openTestStore(clip, [CAR])
  store.setState({ isEffortAllowed: true })
  const storage = createMemoryEffortStorage()
  let atMs = 0
  const start = () =>
    createEffortRecorder({ store, storage, nowMs: () => atMs, after: () => undefined })
  return { clip, store, storage, start, recorder: start(), wait: (ms: number) => (atMs += ms) }
}

it('what is done is counted for the selected object, kept, and added to what was kept before', async () => {
  const { clip, store, storage, start, recorder, wait } = recording()
  store.setState({ selectedTrackId: CAR.id })
  recorder.note('key')
  wait(400)
  recorder.note('drag')
  const after = { ...CAR, category: 'van' }
  store.getState().edit('setCategory', [{ recordId: CAR.id, before: CAR, after }])
  store.getState().undo()
  await recorder.keep()
  const once = { ...NO_EFFORT, keys: 1, drags: 1, undos: 1, activeMs: 400 }
  expect((await storage.read(clip.id)).get(CAR.id)).toEqual(once)

  recorder.dispose()
  const later = start()
  await expect.poll(() => effortStore.getState().byTrack.get(CAR.id)).toEqual(once)
  later.note('click')
  await later.keep()
  expect((await storage.read(clip.id)).get(CAR.id)).toEqual({ ...once, clicks: 1 })
  expect(effortStore.getState().byTrack.get(CAR.id)).toEqual({ ...once, clicks: 1 })
})

it('nothing is recorded once a person switches it off', async () => {
  const { clip, store, storage, recorder } = recording()
  store.getState().prefer({ isEffortLogged: false })
  recorder.note('key')
  await recorder.keep()
  expect((await storage.read(clip.id)).size).toBe(0)
  expect(effortStore.getState().byTrack.size).toBe(0)
})

it('nothing is recorded of a clip that allows no log, and what was is forgotten', async () => {
  const { clip, store, storage, recorder } = recording()
  recorder.note('key')
  await recorder.keep()
  recorder.note('click')
  store.setState({ isEffortAllowed: false })
  recorder.note('key')
  await recorder.keep()
  expect((await storage.read(clip.id)).size).toBe(0)
  expect(effortStore.getState().byTrack.size).toBe(0)
})
