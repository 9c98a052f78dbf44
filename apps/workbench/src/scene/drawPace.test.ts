import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createDrawPace } from './drawPace.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A second of questions, 10 ms apart, about drawings that take so long; how many were made. */
function drawingsIn(paintMs: number): { readonly during: number; readonly after: number } {
  let count = 0
  const pace = createDrawPace(
    () => paintMs,
    () => {
      count++
    },
  )
  for (let at = 0; at < 1000; at += 10) {
    pace.ask()
    vi.advanceTimersByTime(10)
  }
  const during = count
  vi.advanceTimersByTime(1000)
  return { during, after: count }
}

describe('the pace of drawing', () => {
  it('follows every question where drawing is fast', () => {
    expect(drawingsIn(4)).toEqual({ during: 100, after: 100 })
  })

  it('takes a quarter of the time where drawing is slower', () => {
    const { during } = drawingsIn(25)
    expect(during).toBeGreaterThanOrEqual(9)
    expect(during).toBeLessThanOrEqual(11)
  })

  it('waits for the end of the questions where a drawing would be felt', () => {
    expect(drawingsIn(150)).toEqual({ during: 0, after: 1 })
  })

  it('draws nothing any more once it is disposed of', () => {
    let count = 0
    const pace = createDrawPace(
      () => 150,
      () => {
        count++
      },
    )
    pace.ask()
    pace.dispose()
    vi.advanceTimersByTime(1000)
    expect(count).toBe(0)
  })
})
