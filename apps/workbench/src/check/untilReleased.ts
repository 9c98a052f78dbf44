/** Follows whether the pointer is held down anywhere in a window; gives how to wait until it is not. */
export function followPress(target: EventTarget): () => Promise<void> {
  let isHeld = false
  let waiters: (() => void)[] = []
  const options = { capture: true, passive: true }
  function onUp(): void {
    isHeld = false
    for (const go of waiters) go()
    waiters = []
  }
  target.addEventListener(
    'pointerdown',
    () => {
      isHeld = true
    },
    options,
  )
  for (const end of ['pointerup', 'pointercancel']) target.addEventListener(end, onUp, options)
  // The window's own, not that of a field in it: a pointer let go elsewhere says nothing here.
  target.addEventListener('blur', onUp)
  return () => (isHeld ? new Promise((resolve) => waiters.push(resolve)) : Promise.resolve())
}
