import { type Cuboid, fromYaw, transformCuboid, yawOf } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { type Annotations, annotationsOf, applyPatch, cuboidOf, trackOf } from '../annotations.ts'
import { trackId } from '../ids.ts'
import { cuboid, framesOf, track } from '../testing/documents.ts'
import { copyToFrames } from './copyToFrames.ts'
import { createTrack } from './createTrack.ts'
import { FrozenCuboidError, TakenError, UnknownFrameError, UnsoundCuboidError } from './errors.ts'
import { interpolateTrack } from './interpolateTrack.ts'
import { placeCuboid } from './placeCuboid.ts'

const a = trackId('a')
const frames = framesOf(8)
const BOX: Cuboid = { center: [5, 5, 0], extent: [4, 2, 1.5], rotation: fromYaw(0) }

/** The frame's cuboid in the world. */
function inWorld(annotations: Annotations, frame: number): Cuboid {
  return transformCuboid(frames[frame]!.worldFromEgo!, cuboidOf(annotations, a, frame)!)
}

describe('createTrack', () => {
  it('makes a track with the next number and its first cuboid', () => {
    const before = annotationsOf([track('a', { number: 7 })])
    const id = trackId('new')
    const after = applyPatch(
      before,
      createTrack(before, { trackId: id, frame: 2, category: 'van', cuboid: BOX, pointCount: 12 }),
    )
    expect(trackOf(after, id)).toMatchObject({ number: 8, category: 'van', provenance: 'human' })
    expect(cuboidOf(after, id, 2)).toMatchObject({
      ...BOX,
      state: 'added',
      provenance: 'human',
      pointCount: 12,
    })
  })

  it('refuses an id in use and a box without size', () => {
    const before = annotationsOf([track('a')])
    const args = { trackId: a, frame: 0, category: 'car', cuboid: BOX, pointCount: null }
    expect(() => createTrack(before, args)).toThrow(TakenError)
    const flat = { ...args, trackId: trackId('b'), cuboid: { ...BOX, extent: [0, 1, 1] as const } }
    expect(() => createTrack(before, flat)).toThrow(UnsoundCuboidError)
  })
})

describe('placeCuboid', () => {
  const place = (before: Annotations, frame: number, box = BOX): Annotations =>
    applyPatch(
      before,
      placeCuboid(before, { trackId: a, frame, cuboid: box, pointCount: 3 }, frames),
    )

  it('makes a pre-label fixed and keeps what it was', () => {
    const before = annotationsOf([track('a'), cuboid(a, 0)])
    const placed = cuboidOf(place(before, 0), a, 0)
    expect(placed).toMatchObject({
      ...BOX,
      state: 'fixed',
      provenance: 'human',
      score: 0.5,
      pointCount: 3,
    })
    expect(placed?.proposal).toEqual({
      center: [0, 0, 0],
      extent: [4, 2, 1.5],
      rotation: [0, 0, 0, 1],
    })
  })

  it('brings a rejected pre-label back and leaves an added one added', () => {
    const rejected = annotationsOf([track('a'), cuboid(a, 0, { state: 'rejected' })])
    expect(cuboidOf(place(rejected, 0), a, 0)?.state).toBe('fixed')
    const added = annotationsOf([track('a'), cuboid(a, 0, { state: 'added' })])
    expect(cuboidOf(place(added, 0), a, 0)).toMatchObject({ state: 'added', proposal: null })
  })

  it('refuses a final cuboid, a frame the clip does not have, and NaN', () => {
    const before = annotationsOf([track('a'), cuboid(a, 0, { state: 'final' })])
    expect(() => place(before, 0)).toThrow(FrozenCuboidError)
    expect(() => place(before, 8)).toThrow(UnknownFrameError)
    expect(() => place(before, 1, { ...BOX, center: [0, Number.NaN, 0] })).toThrow(
      UnsoundCuboidError,
    )
  })

  it('ends the common size of the track when it sets another', () => {
    const before = annotationsOf([track('a', { extent: [4, 2, 1.5] }), cuboid(a, 0)])
    expect(trackOf(place(before, 0), a)?.extent).toEqual([4, 2, 1.5])
    const larger = place(before, 0, { ...BOX, extent: [5, 2, 1.5] })
    expect(trackOf(larger, a)?.extent).toBeNull()
  })

  it('takes the interpolated stretches on both sides along, and nothing beyond their ends', () => {
    const made = (frame: number) => cuboid(a, frame, { provenance: 'interpolated', state: 'added' })
    const set = (frame: number) =>
      cuboid(a, frame, { provenance: 'human', state: 'added', center: [-frame, 0, 0] })
    const before = annotationsOf([
      track('a'),
      made(0),
      set(1),
      made(2),
      made(3),
      made(4),
      set(5),
      made(6),
      set(7),
    ])
    const after = place(before, 3, { ...BOX, center: [-3, 6, 0] })
    // All stand at x = 0 in the world; the side way goes 0 at frame 1, 6 at frame 3, 0 at frame 5.
    expect(inWorld(after, 2).center).toEqual([expect.closeTo(0, 9), expect.closeTo(3, 9), 0])
    expect(inWorld(after, 4).center).toEqual([expect.closeTo(0, 9), expect.closeTo(3, 9), 0])
    for (const frame of [0, 1, 5, 6, 7]) {
      expect(cuboidOf(after, a, frame)).toBe(cuboidOf(before, a, frame))
    }
  })
})

describe('interpolateTrack', () => {
  const run = (before: Annotations, only: readonly number[] | null = null): Annotations =>
    applyPatch(before, interpolateTrack(before, { trackId: a, frames: only }, frames))

  it('keeps an object that stands still in the world where it is while the ego drives on', () => {
    const at = (frame: number) =>
      cuboid(a, frame, { provenance: 'human', center: [10 - frame, 2, 0] })
    const after = run(annotationsOf([track('a'), at(0), at(6)]))
    for (let frame = 0; frame <= 6; frame++) {
      const { center } = inWorld(after, frame)
      expect(center[0]).toBeCloseTo(10, 9)
      expect(center[1]).toBeCloseTo(2, 9)
    }
    expect(cuboidOf(after, a, 3)).toMatchObject({ provenance: 'interpolated', state: 'added' })
    expect(cuboidOf(after, a, 7)).toBeUndefined()
  })

  it('goes by time where frames are not evenly spaced', () => {
    const uneven = frames.map((frame, index) => ({
      ...frame,
      timeUs: index === 1 ? 150_000 : index * 100_000,
    }))
    const at = (frame: number) => cuboid(a, frame, { provenance: 'human', center: [0, frame, 0] })
    const before = annotationsOf([track('a'), at(0), at(2)])
    const after = applyPatch(before, interpolateTrack(before, { trackId: a, frames: null }, uneven))
    expect(cuboidOf(after, a, 1)?.center[1]).toBeCloseTo(1.5, 9)
  })

  it('recomputes between keyframes what a model made, and keeps it as proposal', () => {
    const set = (frame: number) => cuboid(a, frame, { provenance: 'human', center: [-frame, 0, 0] })
    const after = run(
      annotationsOf([track('a'), set(0), cuboid(a, 1, { center: [9, 9, 9] }), set(2)]),
    )
    expect(inWorld(after, 1).center).toEqual([expect.closeTo(0, 9), 0, 0])
    expect(cuboidOf(after, a, 1)).toMatchObject({ state: 'fixed', proposal: { center: [9, 9, 9] } })
  })

  it('only fills gaps where nobody has set two keyframes', () => {
    const before = annotationsOf([track('a'), cuboid(a, 0), cuboid(a, 1), cuboid(a, 3)])
    const after = run(before)
    expect(cuboidOf(after, a, 2)?.provenance).toBe('interpolated')
    for (const frame of [0, 1, 3])
      expect(cuboidOf(after, a, frame)).toBe(cuboidOf(before, a, frame))
  })

  it('leaves a rejected pre-label rejected unless its frame is named', () => {
    const set = (frame: number) => cuboid(a, frame, { provenance: 'human' })
    const before = annotationsOf([track('a'), set(0), cuboid(a, 1, { state: 'rejected' }), set(3)])
    expect(cuboidOf(run(before), a, 1)?.state).toBe('rejected')
    expect(cuboidOf(run(before), a, 2)).toBeDefined()
    const named = run(before, [1])
    expect(cuboidOf(named, a, 1)).toMatchObject({ state: 'fixed', provenance: 'interpolated' })
    expect(cuboidOf(named, a, 2)).toBeUndefined()
  })

  it('takes the ego space of each frame as the world where a clip has no poses, and frames as time', () => {
    const bare = framesOf(8, { worldFromEgo: null, timeUs: null })
    const at = (frame: number, yaw: number) =>
      cuboid(a, frame, { provenance: 'human', center: [frame, 0, 0], rotation: fromYaw(yaw) })
    const before = annotationsOf([track('a'), at(0, 3), at(4, -3)])
    const after = applyPatch(before, interpolateTrack(before, { trackId: a, frames: null }, bare))
    expect(cuboidOf(after, a, 1)?.center[0]).toBeCloseTo(1, 9)
    expect(Math.abs(yawOf(cuboidOf(after, a, 2)!.rotation))).toBeCloseTo(Math.PI, 9)
  })
})

describe('copyToFrames', () => {
  const before = annotationsOf([
    track('a'),
    cuboid(a, 0, { center: [10, 2, 0], provenance: 'human', attributes: { occluded: 'partly' } }),
    cuboid(a, 2, { provenance: 'human' }),
    cuboid(a, 3),
  ])
  const copy = (keeping: 'world' | 'ego') =>
    applyPatch(
      before,
      copyToFrames(before, { trackId: a, frame: 0, to: [0, 1, 2, 3], keeping }, frames),
    )

  it('keeps what stands still at its place in the world', () => {
    expect(cuboidOf(copy('world'), a, 1)?.center).toEqual([expect.closeTo(9, 9), 2, 0])
    expect(cuboidOf(copy('world'), a, 3)?.center).toEqual([expect.closeTo(7, 9), 2, 0])
  })

  it('keeps what drives along beside the ego', () => {
    expect(cuboidOf(copy('ego'), a, 3)?.center).toEqual([10, 2, 0])
  })

  it('leaves what a human set alone and carries the attributes to new cuboids', () => {
    const after = copy('ego')
    expect(cuboidOf(after, a, 0)).toBe(cuboidOf(before, a, 0))
    expect(cuboidOf(after, a, 2)).toBe(cuboidOf(before, a, 2))
    expect(cuboidOf(after, a, 1)).toMatchObject({
      attributes: { occluded: 'partly' },
      provenance: 'interpolated',
      state: 'added',
    })
  })
})
