/** A place in a view, in CSS pixels from its top left. */
export type Place = readonly [x: number, y: number]

/** Where in an element a pointer is. */
export function placeIn(
  element: Element,
  { clientX, clientY }: Pick<MouseEvent, 'clientX' | 'clientY'>,
): Place {
  const { left, top } = element.getBoundingClientRect()
  return [clientX - left, clientY - top]
}

/** Shows a rectangle that is being drawn between two places of the element it lies in. */
export function showRectangle(rectangle: HTMLElement, from: Place, to: Place): void {
  rectangle.hidden = false
  rectangle.style.transform = `translate(${Math.min(from[0], to[0])}px, ${Math.min(from[1], to[1])}px)`
  rectangle.style.width = `${Math.abs(to[0] - from[0])}px`
  rectangle.style.height = `${Math.abs(to[1] - from[1])}px`
}

/** What the pointer holds in a view: whether it holds anything, and how to let go of it. */
export type Held = { readonly isHeld: () => boolean; readonly drop: () => void }

/** Lets Escape drop what is held, and nothing else then: tool and selection stay. */
export function dropOnEscape({ isHeld, drop }: Held, signal: AbortSignal): void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !isHeld()) return
    // Before the keys' own listener, which would take the next thing back.
    event.stopPropagation()
    drop()
  }
  window.addEventListener('keydown', onKey, { signal, capture: true })
}
