import type { StoreApi } from 'zustand/vanilla'

/**
 * A store as it was before `isHeld`, for what is covered and must not work meanwhile. Afterwards those
 * who listen are told of all that changed at once. Writing goes through as ever.
 */
export function heldWhile<State>(
  store: StoreApi<State>,
  isHeld: (state: State) => boolean,
): StoreApi<State> {
  let told = store.getState()
  const listeners = new Set<(state: State, before: State) => void>()
  store.subscribe((state) => {
    if (isHeld(state)) return
    const before = told
    told = state
    for (const listener of listeners) listener(state, before)
  })
  return {
    ...store,
    getState: () => (isHeld(store.getState()) ? told : store.getState()),
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
