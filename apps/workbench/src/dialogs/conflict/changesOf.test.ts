import {
  type CuboidRecord,
  cuboidId,
  type Lane,
  laneId,
  type Track,
  trackId,
} from '@trueline/annotation'
import { fromDegrees, fromYaw } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { changesOf } from './changesOf.ts'

const cuboid: CuboidRecord = {
  kind: 'cuboid',
  id: cuboidId(trackId('a'), 3),
  trackId: trackId('a'),
  frame: 3,
  center: [10, 2, 0.5],
  extent: [4, 2, 1.5],
  rotation: fromYaw(0),
  attributes: {},
  provenance: 'model',
  state: 'proposed',
  score: 0.7,
  proposal: null,
  pointCount: null,
  extras: {},
}

const track: Track = {
  kind: 'track',
  id: trackId('a'),
  category: 'car',
  number: 4,
  attributes: {},
  isStatic: null,
  extent: null,
  provenance: 'import',
  extras: {},
}

describe('what changed about a record', () => {
  it('is how far a box was moved, turned and resized, and its new state', () => {
    const fixed: CuboidRecord = {
      ...cuboid,
      center: [10.3, 2.4, 0.5],
      rotation: fromYaw(fromDegrees(90)),
      extent: [4.5, 2, 1.5],
      state: 'fixed',
    }
    expect(changesOf(cuboid, fixed)).toEqual([
      { kind: 'moved', meters: expect.closeTo(0.5) },
      { kind: 'turned', degrees: expect.closeTo(90) },
      { kind: 'resized', meters: [0.5, 0, 0] },
      { kind: 'state', state: 'fixed' },
    ])
  })

  it('is nothing where a person would read 0.00', () => {
    expect(changesOf(cuboid, { ...cuboid, center: [10.001, 2, 0.5], pointCount: 8 })).toEqual([])
  })

  it('tells what was deleted from what was added', () => {
    expect(changesOf(cuboid, null)).toEqual([{ kind: 'gone' }])
    expect(changesOf(null, cuboid)).toEqual([{ kind: 'added' }])
    expect(changesOf(null, null)).toEqual([])
  })

  it('names the new category, number, motion and attributes of a track', () => {
    const changed: Track = {
      ...track,
      category: 'van',
      number: 5,
      isStatic: true,
      attributes: { color: 'red' },
    }
    expect(changesOf(track, changed)).toEqual([
      { kind: 'category', category: 'van' },
      { kind: 'number', number: 5 },
      { kind: 'static', isStatic: true },
      { kind: 'attributes' },
    ])
  })

  it('is where a lane is, what it is and its state, apart', () => {
    const lane: Lane = {
      kind: 'lane',
      id: laneId('l'),
      laneKind: 'driving',
      centerLine: [
        [0, 0, 0],
        [10, 0, 0],
      ],
      isCenterDerived: false,
      left: null,
      right: null,
      direction: 'forward',
      turn: null,
      isInJunction: false,
      speedLimit: null,
      attributes: {},
      provenance: 'import',
      state: 'proposed',
      score: null,
      extras: {},
    }
    expect(changesOf(lane, { ...lane })).toEqual([])
    expect(changesOf(lane, { ...lane, turn: 'left' })).toEqual([{ kind: 'kind' }])
    const moved: Lane = { ...lane, centerLine: [[1, 0, 0], ...lane.centerLine.slice(1)] }
    expect(changesOf(lane, { ...moved, state: 'fixed' })).toEqual([
      { kind: 'shape' },
      { kind: 'state', state: 'fixed' },
    ])
  })
})
