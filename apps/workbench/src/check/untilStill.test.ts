import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { followHand } from './untilStill.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Whether the hand counts as still after so long. */
async function isStillAfter(ms: number, still: Promise<void>): Promise<boolean> {
  let isStill = false
  void still.then(() => {
    isStill = true
  })
  await vi.advanceTimersByTimeAsync(ms)
  return isStill
}

it('a hand is still before it has done anything, and a second after a key', async () => {
  const window = new EventTarget()
  const untilStill = followHand(window)
  expect(await isStillAfter(0, untilStill())).toBe(true)
  window.dispatchEvent(new Event('keydown'))
  const still = untilStill()
  expect(await isStillAfter(600, still)).toBe(false)
  window.dispatchEvent(new Event('keydown'))
  expect(await isStillAfter(600, still)).toBe(false)
  expect(await isStillAfter(500, still)).toBe(true)
})

it.each(['pointerup', 'pointercancel', 'blur'])(
  'a held pointer is waited for until %s',
  async (end) => {
    const window = new EventTarget()
    const untilStill = followHand(window)
    window.dispatchEvent(new Event('pointerdown'))
    const still = untilStill()
    expect(await isStillAfter(10_000, still)).toBe(false)
    window.dispatchEvent(new Event(end))
    expect(await isStillAfter(2500, still)).toBe(true)
  },
)
