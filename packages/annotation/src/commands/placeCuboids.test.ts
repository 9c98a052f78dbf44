import { describe, expect, it } from 'vitest'
import { annotationsOf, applyPatch, cuboidOf, trackOf } from '../annotations.ts'
import { trackId } from '../ids.ts'
import { invertPatch } from '../patch.ts'
import { cuboid, framesOf, track } from '../testing/documents.ts'
import { FrozenCuboidError, UnknownCuboidError } from './errors.ts'
import { placeCuboids } from './placeCuboids.ts'
import { resizeUnset } from './resizeTrack.ts'

const a = trackId('a')
const frames = framesOf(8)
const preLabels = Array.from({ length: 8 }, (_, frame) => cuboid(a, frame, { center: [0, 1, 0] }))
const start = annotationsOf([track('a'), ...preLabels])
const at = (frame: number, y: number, provenance: 'human' | 'refit' = 'human') => ({
  frame,
  cuboid: { center: [0, y, 0], extent: [4, 2, 1.5], rotation: [0, 0, 0, 1] } as const,
  pointCount: frame,
  provenance,
})

describe('placing cuboids at several frames', () => {
  it('is one patch, which undone leaves the document as it was', () => {
    const places = [at(1, 5), at(4, 8), at(6, 2, 'refit')]
    const patch = placeCuboids(start, { trackId: a, places, between: 'interpolate' }, frames)
    const ids = patch.map(({ recordId }) => recordId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(applyPatch(applyPatch(start, patch), invertPatch(patch))).toEqual(start)
  })

  it('interpolates what nobody stands for between what a human set, and nothing outside of it', () => {
    const places = [at(1, 5), at(4, 8)]
    const patch = placeCuboids(start, { trackId: a, places, between: 'interpolate' }, frames)
    const after = applyPatch(start, patch)
    expect(cuboidOf(after, a, 2)).toMatchObject({ provenance: 'interpolated', state: 'fixed' })
    expect(cuboidOf(after, a, 2)?.center[1]).toBeCloseTo(6)
    expect(cuboidOf(after, a, 3)?.center[1]).toBeCloseTo(7)
    for (const frame of [0, 5, 6, 7]) {
      expect(cuboidOf(after, a, frame)).toBe(cuboidOf(start, a, frame))
    }
  })

  it('leaves what a human, an acceptance or a rejection stands for as it is', () => {
    const held = [
      { ...preLabels[2]!, provenance: 'human', state: 'fixed' } as const,
      { ...preLabels[4]!, state: 'accepted' } as const,
      { ...preLabels[5]!, state: 'rejected' } as const,
    ]
    const before = annotationsOf([
      track('a'),
      ...preLabels.map((one) => held.find(({ frame }) => frame === one.frame) ?? one),
    ])
    const places = [at(1, 5), at(6, 9)]
    const patch = placeCuboids(before, { trackId: a, places, between: 'interpolate' }, frames)
    const after = applyPatch(before, patch)
    for (const { frame } of held)
      expect(cuboidOf(after, a, frame)).toBe(held.find((h) => h.frame === frame))
    // Between two keyframes at the same place.
    expect(cuboidOf(after, a, 3)).toMatchObject({ provenance: 'model' })
  })

  it('keeps what lies between where that is asked for', () => {
    const places = [at(1, 5), at(4, 8)]
    const patch = placeCuboids(start, { trackId: a, places, between: 'keep' }, frames)
    expect(patch.map(({ recordId }) => recordId)).toHaveLength(2)
  })

  it('marks a refit as one, with its points counted, and makes no keyframe of it', () => {
    const places = [at(1, 5), at(3, 2, 'refit'), at(5, 9)]
    const patch = placeCuboids(
      start,
      { trackId: a, places: [places[1]!], between: 'interpolate' },
      frames,
    )
    expect(patch).toHaveLength(1)
    expect(patch[0]?.after).toMatchObject({ provenance: 'refit', state: 'fixed', pointCount: 3 })
    const after = applyPatch(
      start,
      placeCuboids(start, { trackId: a, places, between: 'interpolate' }, frames),
    )
    expect(cuboidOf(after, a, 3)).toMatchObject({ provenance: 'interpolated' })
  })

  it('refuses a final cuboid and a refit of none', () => {
    const final = annotationsOf([track('a'), cuboid(a, 0, { state: 'final' })])
    const place = (...places: readonly ReturnType<typeof at>[]) =>
      placeCuboids(final, { trackId: a, places, between: 'keep' }, frames)
    expect(() => place(at(0, 1))).toThrow(FrozenCuboidError)
    expect(() => place(at(0, 1, 'refit'))).toThrow(FrozenCuboidError)
    expect(() => place(at(1, 1, 'refit'))).toThrow(UnknownCuboidError)
  })
})

describe('resizing what nobody stands for', () => {
  const extent = [5, 2.5, 1.5] as const

  it('keeps the corner nearest to the ego and every keyframe', () => {
    const human = cuboid(a, 0, { provenance: 'human', state: 'fixed' })
    const model = cuboid(a, 1, { center: [10, 5, 0] })
    const before = annotationsOf([track('a'), human, model])
    const after = applyPatch(before, resizeUnset(before, { trackId: a, extent, anchor: 'nearest' }))
    expect(cuboidOf(after, a, 0)).toBe(human)
    const resized = cuboidOf(after, a, 1)!
    expect(resized).toMatchObject({ extent, provenance: 'refit', state: 'fixed' })
    expect(resized.center[0] - 2.5).toBeCloseTo(8)
    expect(resized.center[1] - 1.25).toBeCloseTo(4)
    expect(trackOf(after, a)?.extent).toBeNull()
  })

  it('makes it the size of the track where no keyframe has another', () => {
    const before = annotationsOf([track('a'), cuboid(a, 0), cuboid(a, 1, { extent })])
    const after = applyPatch(before, resizeUnset(before, { trackId: a, extent, anchor: 'nearest' }))
    expect(trackOf(after, a)?.extent).toEqual(extent)
  })
})
