/** After the last key, press or turn of the wheel a person counts as at work for so long. */
const STILL_AFTER_MS = 1000

/**
 * Follows what a person does in a window; gives how to wait until no pointer is held there and nothing
 * was done for a while.
 */
export function followHand(target: EventTarget): () => Promise<void> {
  let isHeld = false
  let actedAt = Number.NEGATIVE_INFINITY
  const act = (held: boolean | null) => (): void => {
    isHeld = held ?? isHeld
    actedAt = performance.now()
  }
  const options = { capture: true, passive: true }
  target.addEventListener('pointerdown', act(true), options)
  for (const end of ['pointerup', 'pointercancel'])
    target.addEventListener(end, act(false), options)
  for (const kind of ['keydown', 'wheel']) target.addEventListener(kind, act(null), options)
  // The window's own, not that of a field in it: a pointer let go elsewhere says nothing here.
  target.addEventListener('blur', act(false))
  return async () => {
    for (;;) {
      const left = isHeld ? STILL_AFTER_MS : actedAt + STILL_AFTER_MS - performance.now()
      if (left <= 0) return
      await new Promise((resolve) => setTimeout(resolve, left))
    }
  }
}
