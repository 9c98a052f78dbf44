import { clipId, trackId } from '@trueline/annotation'
import { expect, it } from 'vitest'
import { NO_EFFORT } from './effort.ts'
import { createMemoryEffortStorage } from './effortStorage.ts'
import { tellingStorage } from './tellingStorage.ts'

it('tells all of a clip’s log a while after it grew, and again what was not heard', async () => {
  const told: unknown[] = []
  const waiting: (() => void)[] = []
  let isReached = false
  const storage = tellingStorage({
    storage: createMemoryEffortStorage(),
    tell: async (id, counted) => {
      if (!isReached) throw new Error('out of reach')
      told.push([id, counted])
    },
    after: (_, then) => waiting.push(then),
  })
  const [clip, car] = [clipId('c'), trackId('car')]
  const done = new Map([[car, { ...NO_EFFORT, keys: 2, activeMs: 200.2 }]])
  await storage.add(clip, done)
  await storage.add(clip, done)
  expect(waiting).toHaveLength(1)
  waiting.pop()!()
  await expect.poll(async () => (await storage.read(clip)).get(car)).toMatchObject({ keys: 4 })
  expect(told).toEqual([])
  isReached = true
  await storage.add(clip, done)
  waiting.pop()!()
  await expect
    .poll(() => told)
    .toEqual([
      // Clocks tell parts of milliseconds; what is told has none.
      [clip, [{ ...NO_EFFORT, trackId: car, keys: 6, activeMs: 601 }]],
    ])
})
