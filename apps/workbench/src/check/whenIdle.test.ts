import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { whenIdle } from './whenIdle.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Whether the window counts as idle after so long. */
async function isIdleAfter(ms: number, idle: Promise<void>): Promise<boolean> {
  let isIdle = false
  void idle.then(() => {
    isIdle = true
  })
  await vi.advanceTimersByTimeAsync(ms)
  return isIdle
}

it('a window is idle once its clip is painted and nothing plays', async () => {
  const { store } = openTestStore(testClip(2), [])
  const idle = whenIdle(store)
  expect(await isIdleAfter(1000, idle)).toBe(false)
  store.setState({ painted: { frame: 0, drawn: 1, all: 1 } })
  expect(await isIdleAfter(100, idle)).toBe(true)
  store.setState({ isPlaying: true })
  expect(await isIdleAfter(1000, whenIdle(store))).toBe(false)
})

it('one that never paints is waited for only so long', async () => {
  const { store } = openTestStore(testClip(2), [])
  expect(await isIdleAfter(6000, whenIdle(store))).toBe(true)
})
