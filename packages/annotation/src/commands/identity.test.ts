import { describe, expect, it } from 'vitest'
import {
  annotationsOf,
  applyPatch,
  box2dsAt,
  cuboidOf,
  cuboidsOf,
  trackOf,
  tracksOf,
} from '../annotations.ts'
import { box2dId, sensorId, trackId } from '../ids.ts'
import { cuboid, track } from '../testing/documents.ts'
import { FrozenCuboidError, TakenError, UnknownTrackError } from './errors.ts'
import { mergeTracks } from './mergeTracks.ts'
import { renumberTrack } from './renumberTrack.ts'
import { splitTrack } from './splitTrack.ts'

const a = trackId('a')
const b = trackId('b')
const c = trackId('c')
const box = {
  kind: 'box2d',
  id: box2dId('box'),
  trackId: b,
  category: 'truck',
  frame: 3,
  sensorId: sensorId('camera'),
  leftPx: 0,
  topPx: 0,
  rightPx: 9,
  bottomPx: 9,
  attributes: {},
  provenance: 'import',
  score: null,
  extras: {},
} as const

describe('mergeTracks', () => {
  it('moves cuboids and 2D boxes to the first, and the others are gone', () => {
    const start = annotationsOf([
      track('a', { attributes: { note: 'x' } }),
      cuboid(a, 0),
      track('b', { number: 2, attributes: { note: 'y', wet: true } }),
      cuboid(b, 2, { score: 0.1 }),
      box,
      track('c', { number: 3 }),
      cuboid(c, 4),
    ])
    const { patch, conflicts } = mergeTracks(start, { into: a, others: [b, c] })
    const after = applyPatch(start, patch)
    expect(tracksOf(after).map(({ id }) => id)).toEqual([a])
    expect(trackOf(after, a)?.attributes).toEqual({ note: 'x', wet: true })
    expect(cuboidsOf(after, a).map(({ frame }) => frame)).toEqual([0, 2, 4])
    expect(cuboidOf(after, a, 2)?.score).toBe(0.1)
    expect(box2dsAt(after, 3)[0]).toMatchObject({ trackId: a, category: 'car' })
    expect(conflicts).toEqual([])
  })

  it('keeps of two at one frame the human one, else the surer, and says which', () => {
    const start = annotationsOf([
      track('a'),
      cuboid(a, 0, { score: 0.9 }),
      cuboid(a, 1, { score: 0.2 }),
      cuboid(a, 2, { state: 'rejected', score: 1 }),
      track('b', { number: 2 }),
      cuboid(b, 0, { provenance: 'human', state: 'added', score: null }),
      cuboid(b, 1, { score: 0.8, state: 'added' }),
      cuboid(b, 2, { score: 0.1 }),
    ])
    const { patch, conflicts } = mergeTracks(start, { into: a, others: [b] })
    const after = applyPatch(start, patch)
    expect(cuboidsOf(after, a).map(({ score }) => score)).toEqual([null, 0.8, 0.1])
    expect(conflicts).toEqual([0, 1, 2].map((frame) => ({ frame, kept: b, dropped: a })))
    // The pre-labels that lost are kept, rejected, and with them their track.
    expect(cuboidsOf(after, b).map(({ score, state }) => [score, state])).toEqual([
      [0.9, 'rejected'],
      [0.2, 'rejected'],
      [1, 'rejected'],
    ])
  })

  it('refuses when a cuboid that would change its track is final', () => {
    const start = annotationsOf([
      track('a'),
      track('b', { number: 2 }),
      cuboid(b, 0, { state: 'final' }),
    ])
    expect(() => mergeTracks(start, { into: a, others: [b] })).toThrow(FrozenCuboidError)
    expect(() => mergeTracks(start, { into: a, others: [c] })).toThrow(UnknownTrackError)
  })

  it('of a track with itself changes nothing', () => {
    const start = annotationsOf([track('a'), cuboid(a, 0)])
    expect(mergeTracks(start, { into: a, others: [a] })).toEqual({ patch: [], conflicts: [] })
  })
})

describe('splitTrack', () => {
  const start = annotationsOf([
    track('b', { number: 4, category: 'truck' }),
    cuboid(b, 1),
    cuboid(b, 2),
    cuboid(b, 3),
    box,
  ])

  it('gives what is later to a new track of the next number', () => {
    const after = applyPatch(start, splitTrack(start, { trackId: b, frame: 2, newTrackId: c }))
    expect(trackOf(after, c)).toMatchObject({ number: 5, category: 'truck' })
    expect(cuboidsOf(after, b).map(({ frame }) => frame)).toEqual([1])
    expect(cuboidsOf(after, c).map(({ id }) => id)).toEqual(['c@2', 'c@3'])
    expect(box2dsAt(after, 3)[0]?.trackId).toBe(c)
  })

  it('comes together again when merged', () => {
    const split = applyPatch(start, splitTrack(start, { trackId: b, frame: 2, newTrackId: c }))
    const { patch } = mergeTracks(split, { into: b, others: [c] })
    expect(applyPatch(split, patch)).toEqual(start)
  })

  it('changes nothing at an end, and refuses a taken id and final cuboids', () => {
    expect(splitTrack(start, { trackId: b, frame: 1, newTrackId: c })).toEqual([])
    expect(splitTrack(start, { trackId: b, frame: 9, newTrackId: c })).toEqual([])
    expect(() => splitTrack(start, { trackId: b, frame: 2, newTrackId: b })).toThrow(TakenError)
    const frozen = annotationsOf([track('b'), cuboid(b, 0), cuboid(b, 1, { state: 'final' })])
    expect(() => splitTrack(frozen, { trackId: b, frame: 1, newTrackId: c })).toThrow(
      FrozenCuboidError,
    )
  })
})

describe('renumberTrack', () => {
  const start = annotationsOf([track('a'), track('b', { number: 2 })])

  it('gives another number, unless it is taken or none', () => {
    const after = applyPatch(start, renumberTrack(start, { trackId: a, number: 9 }))
    expect(tracksOf(after).map(({ id, number }) => [id, number])).toEqual([
      [b, 2],
      [a, 9],
    ])
    expect(renumberTrack(start, { trackId: a, number: 1 })).toEqual([])
    expect(() => renumberTrack(start, { trackId: a, number: 2 })).toThrow(TakenError)
    expect(() => renumberTrack(start, { trackId: a, number: 1.5 })).toThrow(RangeError)
  })
})
