import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { heldWhile } from './heldStore.ts'

type State = { readonly frame: number; readonly page: 'panes' | 'batch' }

function held() {
  const store = createStore<State>(() => ({ frame: 0, page: 'panes' }))
  const seen = heldWhile(store, ({ page }) => page === 'batch')
  const told: (readonly [now: number, before: number])[] = []
  const stop = seen.subscribe((state, before) => told.push([state.frame, before.frame]))
  return { store, seen, told, stop }
}

describe('a store held while it is covered', () => {
  it('tells as the store does while it is not', () => {
    const { store, seen, told } = held()
    store.setState({ frame: 3 })
    expect(told).toEqual([[3, 0]])
    expect(seen.getState()).toBe(store.getState())
  })

  it('stays as it was while it is, and tells of everything once afterwards', () => {
    const { store, seen, told } = held()
    store.setState({ frame: 1 })
    store.setState({ page: 'batch' })
    store.setState({ frame: 2 })
    seen.setState({ frame: 3 })
    expect(seen.getState()).toEqual({ frame: 1, page: 'panes' })
    expect(store.getState().frame).toBe(3)
    expect(told).toEqual([[1, 0]])
    store.setState({ page: 'panes' })
    expect(told).toEqual([
      [1, 0],
      [3, 1],
    ])
  })

  it('tells nobody who stopped listening', () => {
    const { store, told, stop } = held()
    stop()
    store.setState({ frame: 1 })
    expect(told).toEqual([])
  })
})
