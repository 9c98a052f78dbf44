import { type ClipId, clipId } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { expect, it } from 'vitest'
import type { ReadFrom } from '../reports/workedClip.ts'
import { testClip } from '../testing/testStore.ts'
import { type BatchReading, batchReports } from './batchReports.ts'

const CLIP = testClip(4)
const CAR = track('car')
const [DONE, UNDONE, LATER] = [clipId('done'), clipId('undone'), clipId('later')]

/** A server on which one clip was never handed on; it says which ones it was asked for. */
function memoryServer() {
  const opened: ClipId[] = []
  const record = (one: typeof CAR | ReturnType<typeof cuboid>) => ({ record: one, revision: 1 })
  const server = {
    openClip: async (id: ClipId) => {
      opened.push(id)
      const first = { records: [record(CAR), record(cuboid(CAR.id, 0))], next: null }
      return { clip: { ...CLIP, id }, headSeq: 1, first }
    },
    readHistory: async () => [],
    readTasks: async (id: ClipId) => [{ state: 'review', submittedSeq: id === UNDONE ? null : 1 }],
    readEfforts: async () => [],
    projects: { projectOf: async () => null },
  }
  return { server: server as unknown as ReadFrom, opened }
}

const batches = [
  { batchId: 'first', clipIds: [DONE, UNDONE] },
  { batchId: 'empty', clipIds: [] },
  { batchId: 'last', clipIds: [LATER] },
]

it('batches are judged one after the other, by the clips of them that were handed on', async () => {
  const { server, opened } = memoryServer()
  const told: BatchReading[] = []
  for await (const reading of batchReports(server, { batches, author: 'an' })) told.push(reading)
  expect(told.map(({ done, total }) => [done, total])).toEqual([
    ...[
      [0, 3],
      [1, 3],
      [2, 3],
      [2, 3],
      [2, 3],
      [3, 3],
      [3, 3],
    ],
  ])
  const { reports } = told.at(-1)!
  expect([...reports].map(([id, report]) => [id, report?.total.boxes ?? null])).toEqual([
    ['first', 1],
    ['empty', null],
    ['last', 1],
  ])
  expect(opened).toEqual([DONE, LATER])
})

it('once nobody reads on, nothing more is asked for', async () => {
  const { server, opened } = memoryServer()
  for await (const { done } of batchReports(server, { batches, author: 'an' })) {
    if (done === 1) break
  }
  expect(opened).toEqual([DONE])
})
