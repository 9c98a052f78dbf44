import { trackId } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { describe, expect, it } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { batchFrames, chosenByClick, editedFrames } from './batch.ts'

const a = track('a')
const b = track('b', { number: 2 })

function opened() {
  const records = [a, b, ...[2, 3, 6].map((frame) => cuboid(a.id, frame)), cuboid(b.id, 1)]
  const { store } = openTestStore(testClip(9), records)
  store.setState({ selectedTrackId: a.id, page: 'batch', frame: 3 })
  return store
}

describe('the columns of the batch page', () => {
  it('are the frames from the first box to the last, gaps too', () => {
    const store = opened()
    expect(batchFrames(store.getState())).toEqual([2, 3, 4, 5, 6])
    expect(batchFrames(store.getState())).toBe(batchFrames(store.getState()))
    expect(batchFrames({ ...store.getState(), selectedTrackId: null })).toEqual([])
    expect(batchFrames({ ...store.getState(), selectedTrackId: trackId('none') })).toEqual([])
  })

  it('that are chosen are edited, else the one at hand; what is chosen outside of them is not', () => {
    const store = opened()
    expect(editedFrames(store.getState())).toEqual([3])
    store.setState({ frameRange: [0, 2, 4, 8] })
    expect(editedFrames(store.getState())).toEqual([2, 4])
    store.setState({ frameRange: [0, 8] })
    expect(editedFrames(store.getState())).toEqual([3])
  })

  it('mean nothing beside the page: what is at hand is edited', () => {
    const store = opened()
    store.setState({ page: 'panes', frameRange: [2, 4] })
    expect(editedFrames(store.getState())).toEqual([3])
  })
})

describe('a click on a column', () => {
  const at = { frame: 3, frameRange: [] }
  const plain = { isShift: false, isCtrl: false }

  it('alone chooses it alone', () => {
    expect(chosenByClick({ ...at, frameRange: [2, 3] }, 5, plain)).toEqual([])
  })

  it('with Shift chooses all from the one at hand, to either side', () => {
    expect(chosenByClick(at, 5, { ...plain, isShift: true })).toEqual([3, 4, 5])
    expect(chosenByClick(at, 2, { ...plain, isShift: true })).toEqual([2, 3])
  })

  it('with Ctrl adds it to the one at hand or to those chosen, or takes it away', () => {
    const ctrl = { ...plain, isCtrl: true }
    expect(chosenByClick(at, 5, ctrl)).toEqual([3, 5])
    expect(chosenByClick({ ...at, frameRange: [3, 5] }, 4, ctrl)).toEqual([3, 4, 5])
    expect(chosenByClick({ ...at, frameRange: [3, 4, 5] }, 4, ctrl)).toEqual([3, 5])
  })
})
