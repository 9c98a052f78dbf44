import { describe, expect, it } from 'vitest'
import {
  type Annotations,
  annotationsOf,
  applyPatch,
  box2dsAt,
  cuboidOf,
  cuboidsOf,
  shownRecords,
  trackOf,
} from '../annotations.ts'
import { box2dId, sensorId, trackId } from '../ids.ts'
import type { Patch } from '../patch.ts'
import type { Box2d } from '../records/box2d.ts'
import { cuboid, track } from '../testing/documents.ts'
import { acceptCuboid, acceptTrack, restoreCuboid } from './acceptCuboid.ts'
import { deleteCuboid, deleteTrack } from './deleteCuboid.ts'
import { FrozenCuboidError, UnknownCuboidError, UnknownTrackError } from './errors.ts'
import { finalizeTrack, unfinalizeTrack } from './finalizeTrack.ts'
import { setCuboidAttribute, setTrackAttribute } from './setAttribute.ts'
import { setCategory } from './setCategory.ts'
import { setStatic } from './setStatic.ts'

const a = trackId('a')
const SHAPE = { center: [0, 0, 0], extent: [4, 2, 1.5], rotation: [0, 0, 0, 1] } as const
const proposed = (frame: number) => cuboid(a, frame, { ...SHAPE, proposal: SHAPE })
const added = (frame: number) => cuboid(a, frame, { state: 'added', provenance: 'human' })
const box: Box2d = {
  kind: 'box2d',
  id: box2dId('box'),
  trackId: a,
  category: 'car',
  frame: 0,
  sensorId: sensorId('camera'),
  leftPx: 1,
  topPx: 2,
  rightPx: 3,
  bottomPx: 4,
  attributes: {},
  provenance: 'import',
  score: null,
  extras: {},
}

type Run = (document: Annotations) => Patch
function after(document: Annotations, ...runs: readonly Run[]): Annotations {
  return runs.reduce((now, run) => applyPatch(now, run(now)), document)
}
const statesOf = (document: Annotations): readonly string[] =>
  cuboidsOf(document, a).map(({ state }) => state)

describe('deleteCuboid', () => {
  it('rejects a pre-label and takes an added one away', () => {
    const document = after(
      annotationsOf([track('a'), proposed(0), added(1)]),
      (now) => deleteCuboid(now, { trackId: a, frame: 0 }),
      (now) => deleteCuboid(now, { trackId: a, frame: 1 }),
    )
    expect(statesOf(document)).toEqual(['rejected'])
    expect(trackOf(document, a)).toBeDefined()
  })

  it('takes an added track away with its last cuboid, but not one a model made', () => {
    const run: Run = (now) => deleteCuboid(now, { trackId: a, frame: 1 })
    const human = annotationsOf([track('a', { provenance: 'human' }), added(1)])
    expect(trackOf(after(human, run), a)).toBeUndefined()
    expect(trackOf(after(annotationsOf([track('a'), added(1)]), run), a)).toBeDefined()
    const boxed = annotationsOf([track('a', { provenance: 'human' }), added(1), box])
    expect(trackOf(after(boxed, run), a)).toBeDefined()
  })

  it('hides the 2D box and the track of a rejected pre-label until it is restored', () => {
    const start = annotationsOf([track('a'), proposed(0), box])
    const rejected = after(start, (now) => deleteCuboid(now, { trackId: a, frame: 0 }))
    expect([...shownRecords(rejected)]).toEqual([])
    const restored = after(rejected, (now) => restoreCuboid(now, { trackId: a, frame: 0 }))
    expect(restored).toEqual(start)
    expect([...shownRecords(restored)]).toHaveLength(3)
  })

  it('refuses a final cuboid and one that does not exist', () => {
    const document = annotationsOf([track('a'), cuboid(a, 0, { state: 'final' })])
    expect(() => deleteCuboid(document, { trackId: a, frame: 0 })).toThrow(FrozenCuboidError)
    expect(() => deleteCuboid(document, { trackId: a, frame: 5 })).toThrow(UnknownCuboidError)
  })
})

describe('deleteTrack', () => {
  const start = annotationsOf([
    track('a', { provenance: 'human' }),
    proposed(0),
    added(1),
    added(2),
    box,
  ])

  it('deletes all frames, or those from one on', () => {
    const all = after(start, (now) => deleteTrack(now, { trackId: a, fromFrame: null }))
    expect(statesOf(all)).toEqual(['rejected'])
    expect(box2dsAt(all, 0)).toEqual([box])
    const later = after(start, (now) => deleteTrack(now, { trackId: a, fromFrame: 2 }))
    expect(statesOf(later)).toEqual(['proposed', 'added'])
  })

  it('takes an added track away whole, its 2D boxes too', () => {
    const document = annotationsOf([track('a', { provenance: 'human' }), added(1), box])
    const empty = after(document, (now) => deleteTrack(now, { trackId: a, fromFrame: null }))
    expect(empty).toEqual(annotationsOf([]))
  })

  it('refuses while one of the cuboids is final', () => {
    const frozen = annotationsOf([track('a'), added(0), cuboid(a, 1, { state: 'final' })])
    expect(() => deleteTrack(frozen, { trackId: a, fromFrame: null })).toThrow(FrozenCuboidError)
    expect(() => deleteTrack(frozen, { trackId: trackId('x'), fromFrame: 0 })).toThrow(
      UnknownTrackError,
    )
  })
})

describe('accepting and restoring', () => {
  it('accepts what waits, and nothing else', () => {
    const start = annotationsOf([
      track('a'),
      proposed(0),
      proposed(1),
      added(2),
      cuboid(a, 3, { state: 'rejected' }),
    ])
    expect(
      statesOf(after(start, (now) => acceptTrack(now, { trackId: a, frames: [0, 2] }))),
    ).toEqual(['accepted', 'proposed', 'added', 'rejected'])
    const all = after(start, (now) => acceptTrack(now, { trackId: a, frames: null }))
    expect(statesOf(all)).toEqual(['accepted', 'accepted', 'added', 'rejected'])
    expect(acceptCuboid(all, { trackId: a, frame: 0 })).toEqual([])
  })

  it('restores a changed pre-label as fixed', () => {
    const changed = cuboid(a, 0, {
      ...SHAPE,
      center: [1, 0, 0],
      proposal: SHAPE,
      state: 'rejected',
    })
    const run: Run = (now) => restoreCuboid(now, { trackId: a, frame: 0 })
    expect(statesOf(after(annotationsOf([track('a'), changed]), run))).toEqual(['fixed'])
    expect(run(annotationsOf([track('a'), proposed(0)]))).toEqual([])
  })
})

describe('finalizing', () => {
  it('freezes what is shown, and gives each back the state its values tell', () => {
    const moved = cuboid(a, 1, { proposal: SHAPE, state: 'fixed', center: [5, 0, 0] })
    const start = annotationsOf([
      track('a'),
      proposed(0),
      moved,
      added(2),
      cuboid(a, 3, { state: 'rejected' }),
    ])
    const frozen = after(start, (now) => finalizeTrack(now, { trackId: a, frames: null }))
    expect(statesOf(frozen)).toEqual(['final', 'final', 'final', 'rejected'])
    const open = after(frozen, (now) => unfinalizeTrack(now, { trackId: a, frames: null }))
    expect(statesOf(open)).toEqual(['accepted', 'fixed', 'added', 'rejected'])
  })

  it('can be for some frames only', () => {
    const start = annotationsOf([track('a'), added(0), added(1)])
    const half = after(start, (now) => finalizeTrack(now, { trackId: a, frames: [1] }))
    expect(statesOf(half)).toEqual(['added', 'final'])
    expect(
      statesOf(after(half, (now) => unfinalizeTrack(now, { trackId: a, frames: [0] }))),
    ).toEqual(['added', 'final'])
  })
})

describe('what a track is said to be', () => {
  const start = annotationsOf([track('a'), proposed(0), box])
  const frozen = annotationsOf([track('a'), cuboid(a, 0, { state: 'final' })])

  it('changes category with its 2D boxes', () => {
    const document = after(start, (now) => setCategory(now, { trackId: a, category: 'van' }))
    expect(trackOf(document, a)?.category).toBe('van')
    expect(box2dsAt(document, 0)[0]?.category).toBe('van')
    expect(setCategory(document, { trackId: a, category: 'van' })).toEqual([])
  })

  it('gets and loses attributes, of its own and of its cuboids', () => {
    const own =
      (value: string | null): Run =>
      (now) =>
        setTrackAttribute(now, { trackId: a, attribute: 'note', value })
    expect(trackOf(after(start, own('tall')), a)?.attributes).toEqual({ note: 'tall' })
    expect(trackOf(after(start, own('tall'), own(null)), a)?.attributes).toEqual({})
    expect(own(null)(start)).toEqual([])
    const far: Run = (now) =>
      setCuboidAttribute(now, { trackId: a, frames: [0, 4], attribute: 'isMoving', value: true })
    expect(cuboidOf(after(start, far), a, 0)).toMatchObject({
      attributes: { isMoving: true },
      state: 'fixed',
    })
  })

  it('is static or not or unknown', () => {
    const document = after(start, (now) => setStatic(now, { trackId: a, isStatic: true }))
    expect(trackOf(document, a)?.isStatic).toBe(true)
    expect(setStatic(document, { trackId: a, isStatic: true })).toEqual([])
  })

  it('does not change while a cuboid of it is final', () => {
    expect(() => setCategory(frozen, { trackId: a, category: 'van' })).toThrow(FrozenCuboidError)
    expect(() => setStatic(frozen, { trackId: a, isStatic: true })).toThrow(FrozenCuboidError)
    const change = { trackId: a, attribute: 'x', value: 1 }
    expect(() => setTrackAttribute(frozen, change)).toThrow(FrozenCuboidError)
    expect(() => setCuboidAttribute(frozen, { ...change, frames: [0] })).toThrow(FrozenCuboidError)
  })
})
