import { TRPCClientError } from '@trpc/client'
import { clipId, cuboidOf } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { afterEach, expect, it, vi } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { holdTasks } from './holdTasks.ts'

const CAR = track('car')
const BOX = cuboid(CAR.id, 0)
const TASK = {
  ...{ taskId: 'task', clipId: clipId('clip'), firstFrame: 0, lastFrame: 1 },
  ...({ state: 'annotate', round: 0, submittedSeq: null } as const),
}
const RENEWED_MS = 6 * 60_000

afterEach(() => vi.useRealTimers())

it('a task that somebody else was given while the line was down is told of once; edits go on', async () => {
  vi.useFakeTimers()
  const { store, kept } = openTestStore(testClip(2), [CAR, BOX])
  store.setState({ tasks: [TASK] })
  const taken = new TRPCClientError('Grace is working on this task', {
    result: { error: { data: { httpStatus: 409 } } },
  } as never)
  const answers: unknown[] = [new Error('No connection'), taken, taken]
  let asked = 0
  const hold = async (): Promise<never> => {
    throw answers[asked++]
  }
  const told: unknown[] = []
  const stop = holdTasks({ store, server: { hold }, lost: (error) => void told.push(error) })
  for (const [at] of answers.entries()) {
    const { annotations } = store.getState()
    const before = cuboidOf(annotations, CAR.id, 0)!
    const after = { ...before, score: (at + 1) / 10 }
    store.getState().edit('score', [{ recordId: BOX.id, before, after }])
    await vi.advanceTimersByTimeAsync(RENEWED_MS)
  }
  expect([asked, told]).toEqual([3, [taken]])
  expect(kept).toHaveLength(3)
  stop()
})
