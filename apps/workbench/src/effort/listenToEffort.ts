import type { EffortRecorder } from './effortRecorder.ts'

/** A press that moves further is a drag. */
const CLICK_PX = 4
/** Moving about is noted no more often. */
const STIR_MS = 1000

/** Notes every key, click and drag of the window, before anything else sees it; returns how to stop. */
export function listenToEffort({ note, keep }: Pick<EffortRecorder, 'note' | 'keep'>): () => void {
  let press: { readonly x: number; readonly y: number } | null = null
  let stirredAt = Number.NEGATIVE_INFINITY

  function stir(): void {
    // A drag counts as a whole once it is let go: nothing is drawn for the log meanwhile.
    if (press !== null) return
    const now = performance.now()
    if (now - stirredAt < STIR_MS) return
    stirredAt = now
    note('stir')
  }

  function onKeyDown({ repeat, key }: KeyboardEvent): void {
    const isModifier = ['Shift', 'Control', 'Alt', 'Meta'].includes(key)
    if (!repeat && !isModifier) note('key')
  }

  function onDown({ clientX: x, clientY: y }: PointerEvent): void {
    press = { x, y }
  }

  function onUp({ clientX, clientY }: PointerEvent): void {
    if (press === null) return
    const movedPx = Math.hypot(clientX - press.x, clientY - press.y)
    press = null
    note(movedPx > CLICK_PX ? 'drag' : 'click')
  }

  function onHidden(): void {
    if (document.visibilityState === 'hidden') void keep()
  }

  const ended = new AbortController()
  const options = { capture: true, passive: true, signal: ended.signal }
  window.addEventListener('keydown', onKeyDown, options)
  window.addEventListener('pointerdown', onDown, options)
  window.addEventListener('pointerup', onUp, options)
  window.addEventListener('pointermove', stir, options)
  window.addEventListener('wheel', stir, options)
  document.addEventListener('visibilitychange', onHidden, options)
  return () => ended.abort()
}
