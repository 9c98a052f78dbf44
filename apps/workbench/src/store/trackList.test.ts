import { cuboid, track } from '@trueline/annotation/testing'
import { describe, expect, it } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import { listedTracks } from './trackList.ts'

const doubtful = track('doubtful', { number: 3, category: 'pedestrian' })
const sure = track('sure', { number: 12 })
const decided = track('decided', { number: 1 })
const gone = track('gone', { number: 2 })
const records = [
  doubtful,
  cuboid(doubtful.id, 0, { score: 0.2 }),
  sure,
  cuboid(sure.id, 0, { score: 0.9 }),
  cuboid(sure.id, 1, { score: 0.9 }),
  decided,
  cuboid(decided.id, 1, { state: 'accepted', score: 0.1 }),
  gone,
  cuboid(gone.id, 0, { state: 'rejected', score: 0.1 }),
]

function storeOf() {
  const { store } = openTestStore(testClip(2), records)
  const numbers = (): readonly number[] =>
    listedTracks(store.getState()).map((listed) => listed.track.number)
  return { store, numbers }
}

describe('the list of tracks', () => {
  it('begins with what nobody has looked at and the source believed in least', () => {
    expect(storeOf().numbers()).toEqual([3, 12, 1, 2])
  })

  it('is ordered as asked, ties by number', () => {
    const { store, numbers } = storeOf()
    store.setState({ trackSort: 'number' })
    expect(numbers()).toEqual([1, 2, 3, 12])
    store.setState({ trackSort: 'frames' })
    expect(numbers()).toEqual([12, 1, 3, 2])
    store.setState({ trackSort: 'category' })
    expect(numbers()).toEqual([1, 2, 12, 3])
  })

  it('finds tracks by number and by the category’s name in the language shown', () => {
    const { store, numbers } = storeOf()
    store.setState({ trackFilter: { text: ' 12', only: 'all' } })
    expect(numbers()).toEqual([12])
    store.setState({ trackFilter: { text: 'PEDES', only: 'all' } })
    expect(numbers()).toEqual([3])
    store.getState().prefer({ language: 'zh' })
    store.setState({ trackFilter: { text: '行人', only: 'all' } })
    expect(numbers()).toEqual([3])
  })

  it('holds only those that wait, are here, or are marked', () => {
    const { store, numbers } = storeOf()
    store.setState({ trackFilter: { text: '', only: 'waiting' } })
    expect(numbers()).toEqual([3, 12])
    store.setState({ trackFilter: { text: '', only: 'here' }, frame: 1 })
    expect(numbers()).toEqual([12, 1])
    store.setState({ frame: 0 })
    expect(numbers()).toEqual([3, 12])
    store.setState({
      trackFilter: { text: '', only: 'marked' },
      markedTrackIds: new Set([gone.id]),
    })
    expect(numbers()).toEqual([2])
  })

  it('is the same array until something it is made from changes: stepping frames sorts nothing', () => {
    const { store } = storeOf()
    const list = listedTracks(store.getState())
    store.setState({ frame: 1, selectedTrackId: sure.id })
    expect(listedTracks(store.getState())).toBe(list)
    store.setState({ trackSort: 'number' })
    expect(listedTracks(store.getState())).not.toBe(list)
  })
})
