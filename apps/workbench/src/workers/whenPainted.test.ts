import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { whenPainted } from './whenPainted.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A wait for a frame that is not painted yet, and whether it is over. */
function waiting() {
  const { store } = openTestStore(testClip(10), [])
  store.setState({ frame: 3, painted: null })
  const wait = { isOver: false }
  void whenPainted(store, 3).then(() => {
    wait.isOver = true
  })
  const settle = async (): Promise<boolean> => {
    await vi.advanceTimersByTimeAsync(0)
    return wait.isOver
  }
  return { store, settle }
}

describe('waiting for a frame to be painted', () => {
  it('lasts until it is', async () => {
    const { store, settle } = waiting()
    store.setState({ painted: { frame: 2, drawn: 1, all: 1 } })
    expect(await settle()).toBe(false)
    store.setState({ painted: { frame: 3, drawn: 1, all: 1 } })
    expect(await settle()).toBe(true)
  })

  it('ends when the person goes elsewhere or lets the clip play', async () => {
    const left = waiting()
    left.store.setState({ frame: 4 })
    expect(await left.settle()).toBe(true)
    const playing = waiting()
    playing.store.setState({ isPlaying: true })
    expect(await playing.settle()).toBe(true)
  })

  it('ends by itself where no view paints', async () => {
    const { settle } = waiting()
    expect(await settle()).toBe(false)
    await vi.advanceTimersByTimeAsync(1000)
    expect(await settle()).toBe(true)
  })
})
