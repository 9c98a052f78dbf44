import { verbatim } from '@trueline/annotation'
import type { Polyline } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { openTestStore, testClip } from '../testing/testStore.ts'
import type { MapRead } from '../workers/standardMap.service.ts'
import { keepStandardMap, type MapTelling, roadCount } from './standardMap.ts'

const road = (y: number): Polyline => [
  [0, y, 0],
  [80, y, 0],
]
const mapOf = (...roads: readonly Polyline[]): MapRead => ({
  map: { roads, notices: [], refused: [] },
  refusal: null,
})
const file = new File([''], 'city.osm')

function open() {
  const { store } = openTestStore(testClip(2), [])
  const told: MapTelling[] = []
  let stops = 0
  const keep = (read: Promise<MapRead>): Promise<void> =>
    keepStandardMap(
      {
        store,
        start: () => ({ read, stop: () => void stops++ }),
        tell: (telling) => told.push(telling),
      },
      file,
    )
  return { store, told, keep, stops: () => stops }
}

describe('choosing a standard map', () => {
  it('keeps its roads with the clip as one edit, in the place of those it had', async () => {
    const { store, told, keep } = open()
    store.setState({ hasStandardMap: false })
    await keep(Promise.resolve(mapOf(road(0), road(9))))
    expect(roadCount(store.getState())).toBe(2)
    expect(store.getState().hasStandardMap).toBe(true)
    await keep(Promise.resolve(mapOf(road(4))))
    expect(roadCount(store.getState())).toBe(1)
    expect(told.map(({ state }) => state)).toEqual(['reading', 'kept', 'reading', 'kept'])
    store.getState().undo()
    expect(roadCount(store.getState())).toBe(2)
    store.getState().undo()
    expect(roadCount(store.getState())).toBe(0)
  })

  it('changes nothing and says why where the map is refused or cannot be read', async () => {
    const { store, told, keep } = open()
    const [place, found, expected] = ['', 'x', 'y'].map(verbatim)
    const refusal = { file: 'city.osm', place: place!, found: found!, expected: expected! }
    await keep(Promise.resolve({ map: null, refusal }))
    expect(told.at(-1)).toEqual({ state: 'refused', refusal })
    await keep(Promise.reject(new Error('gone')))
    expect(told.at(-1)).toEqual({ state: 'failed', file: 'city.osm', why: 'gone' })
    expect(roadCount(store.getState())).toBe(0)
  })

  it('puts nothing in late when it was stopped', async () => {
    const { store, told, keep, stops } = open()
    let letGo: (read: MapRead) => void = () => undefined
    const kept = keep(new Promise((resolve) => (letGo = resolve)))
    const [reading] = told
    if (reading?.state !== 'reading') throw new Error('Expected to be told what stops it')
    reading.stop()
    letGo(mapOf(road(0)))
    await kept
    expect(stops()).toBe(1)
    expect(told.at(-1)).toEqual({ state: 'stopped' })
    expect(roadCount(store.getState())).toBe(0)
  })
})
