import { cornersOf, distance, fromYaw, yawOf } from '@trueline/geometry'
import { rotations, uprightCuboids } from '@trueline/geometry/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annotationsOf, applyPatch, cuboidOf, trackOf } from '../annotations.ts'
import { trackId } from '../ids.ts'
import { cuboid, framesOf, track } from '../testing/documents.ts'
import { FrozenCuboidError, UnsoundCuboidError } from './errors.ts'
import { flipCuboid, flipTrackFrom, swapLengthWidth } from './flipCuboid.ts'
import { resize, resizeTrack } from './resizeTrack.ts'

const a = trackId('a')
const frames = framesOf(4)

describe('resize', () => {
  it('keeps the corner it is anchored at where it is, however the box is turned', () => {
    // Corner 5 of a cuboid is at the front, on the right, on top.
    fc.assert(
      fc.property(uprightCuboids(), rotations(), uprightCuboids(), (box, rotation, { extent }) => {
        const before = { ...box, rotation }
        const after = resize(before, extent, [1, -1, 1])
        expect(distance(cornersOf(after)[5]!, cornersOf(before)[5]!)).toBeLessThan(1e-9)
        expect(after.extent).toEqual(extent)
      }),
    )
  })

  it('keeps the bottom corner nearest to the ego where it is when asked', () => {
    const box = { center: [10, -4, 1], extent: [4, 2, 2], rotation: fromYaw(0) } as const
    const after = resize(box, [5, 3, 3], 'nearest')
    // Its rear left bottom corner, number 3, is nearest.
    expect(cornersOf(after)[3]).toEqual([8, -3, 0])
    expect(
      resize({ ...box, rotation: fromYaw(Math.PI) }, [5, 3, 3], 'nearest').center[0],
    ).toBeCloseTo(10.5, 9)
  })
})

describe('resizeTrack', () => {
  it('gives all cuboids and the track one size, and leaves who set them', () => {
    const start = annotationsOf([
      track('a'),
      cuboid(a, 0),
      cuboid(a, 1, { provenance: 'human', state: 'added' }),
    ])
    const after = applyPatch(
      start,
      resizeTrack(start, { trackId: a, extent: [5, 2, 2], anchor: [-1, 0, -1] }),
    )
    expect(trackOf(after, a)?.extent).toEqual([5, 2, 2])
    expect(cuboidOf(after, a, 0)).toMatchObject({
      center: [0.5, 0, 0.25],
      state: 'fixed',
      provenance: 'model',
    })
    expect(cuboidOf(after, a, 1)).toMatchObject({
      center: [1.5, 0, 0.25],
      state: 'added',
      provenance: 'human',
    })
  })

  it('leaves final cuboids their size, and then the track without a common one', () => {
    const start = annotationsOf([track('a'), cuboid(a, 0), cuboid(a, 1, { state: 'final' })])
    const after = applyPatch(
      start,
      resizeTrack(start, { trackId: a, extent: [5, 2, 2], anchor: [0, 0, -1] }),
    )
    expect(trackOf(after, a)?.extent).toBeNull()
    expect(cuboidOf(after, a, 1)?.extent).toEqual([4, 2, 1.5])
  })

  it('refuses a track that is final throughout, and a size of nothing', () => {
    const start = annotationsOf([track('a'), cuboid(a, 1, { state: 'final' })])
    const to = (extent: readonly [number, number, number]) => () =>
      resizeTrack(start, { trackId: a, extent, anchor: 'nearest' })
    expect(to([5, 2, 2])).toThrow(FrozenCuboidError)
    expect(to([5, 0, 2])).toThrow(UnsoundCuboidError)
  })

  it('changes nothing when all have the size', () => {
    const start = annotationsOf([track('a', { extent: [4, 2, 1.5] }), cuboid(a, 0)])
    expect(resizeTrack(start, { trackId: a, extent: [4, 2, 1.5], anchor: 'nearest' })).toEqual([])
  })
})

describe('turning', () => {
  const start = annotationsOf([
    track('a'),
    cuboid(a, 0),
    cuboid(a, 1),
    cuboid(a, 2, { state: 'final' }),
    cuboid(a, 3),
  ])

  it('flips one cuboid, set by a human then, and twice is as before', () => {
    const once = applyPatch(start, flipCuboid(start, { trackId: a, frame: 1 }, frames))
    expect(yawOf(cuboidOf(once, a, 1)!.rotation)).toBeCloseTo(Math.PI, 9)
    expect(cuboidOf(once, a, 1)?.provenance).toBe('human')
    const twice = applyPatch(once, flipCuboid(once, { trackId: a, frame: 1 }, frames))
    expect(yawOf(cuboidOf(twice, a, 1)!.rotation)).toBeCloseTo(0, 9)
  })

  it('flips the rest of a track but for what is final', () => {
    const after = applyPatch(start, flipTrackFrom(start, { trackId: a, frame: 1 }))
    const yaws = [0, 1, 2, 3].map((frame) => Math.abs(yawOf(cuboidOf(after, a, frame)!.rotation)))
    expect(yaws).toEqual([0, expect.closeTo(Math.PI, 9), 0, expect.closeTo(Math.PI, 9)])
    expect(cuboidOf(after, a, 3)?.provenance).toBe('model')
  })

  it('swaps length and width without moving the solid', () => {
    fc.assert(
      fc.property(uprightCuboids(), (box) => {
        const before = annotationsOf([track('a'), cuboid(a, 0, box)])
        const after = applyPatch(before, swapLengthWidth(before, { trackId: a, frame: 0 }, frames))
        const swapped = cuboidOf(after, a, 0)!
        expect(swapped.extent).toEqual([box.extent[1], box.extent[0], box.extent[2]])
        for (const corner of cornersOf(box)) {
          const off = Math.min(...cornersOf(swapped).map((other) => distance(corner, other)))
          expect(off).toBeLessThan(1e-9)
        }
      }),
    )
  })
})
