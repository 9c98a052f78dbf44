/** A drawing faster than this may follow every move of the pointer. */
const FAST_MS = 16
/** Else it takes no more than one part in so many of the time. */
const SHARE = 4

/** Asks for drawings no faster than the machine makes them beside another view that is drawn in. */
export type DrawPace = { readonly ask: () => void; readonly dispose: () => void }

/**
 * Passes questions on at once where drawing is fast, else spread out, the last one always.
 *
 * @param lastPaintMs How long the last drawing took.
 */
export function createDrawPace(lastPaintMs: () => number, draw: () => void): DrawPace {
  let timer: ReturnType<typeof setTimeout> | null = null
  let lastAt = Number.NEGATIVE_INFINITY

  function now(): void {
    timer = null
    lastAt = performance.now()
    draw()
  }

  return {
    ask() {
      if (timer !== null) return
      const paintMs = lastPaintMs()
      const waitMs = paintMs <= FAST_MS ? 0 : lastAt + SHARE * paintMs - performance.now()
      if (waitMs <= 0) now()
      else timer = setTimeout(now, waitMs)
    },
    dispose() {
      if (timer !== null) clearTimeout(timer)
    },
  }
}
