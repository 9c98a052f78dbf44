/** A drawing faster than this may follow every move of the pointer. */
const FAST_MS = 16
/** Up to here it takes no more than one part in so many of the time. */
const SHARE = 4
/** One that is slower would be felt in the hand that moves: it waits until that rests for so long. */
const SLOW_MS = 33
const REST_MS = 120

/** Asks for drawings no faster than the machine makes them beside another view that is drawn in. */
export type DrawPace = { readonly ask: () => void; readonly dispose: () => void }

/**
 * Passes questions on at once where drawing is fast, else spread out or at the end; the last one always.
 *
 * @param lastPaintMs How long the last drawing took.
 */
export function createDrawPace(lastPaintMs: () => number, draw: () => void): DrawPace {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isWaiting = false
  let lastAt = Number.NEGATIVE_INFINITY

  function now(): void {
    clearTimeout(timer)
    isWaiting = false
    lastAt = performance.now()
    draw()
  }

  function after(ms: number): void {
    clearTimeout(timer)
    isWaiting = true
    timer = setTimeout(now, ms)
  }

  return {
    ask() {
      const paintMs = lastPaintMs()
      if (paintMs > SLOW_MS) {
        after(REST_MS)
        return
      }
      if (isWaiting) return
      const waitMs = paintMs <= FAST_MS ? 0 : lastAt + SHARE * paintMs - performance.now()
      if (waitMs <= 0) now()
      else after(waitMs)
    },
    dispose: () => clearTimeout(timer),
  }
}
