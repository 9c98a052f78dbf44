import { type Clip, clipId, defaultOntology, ontologyFor, trackId } from '@trueline/annotation'
import { framesOf } from '@trueline/annotation/testing'
import { fromYaw, IDENTITY_POSE, type Vec3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { type FoundFrame, foundTracks } from './foundTracks.ts'
import { momentsOf } from './moments.ts'
import { categoryIn, trackRecords } from './trackRecords.ts'

/** The ego goes on by 1 m a frame, ten frames a second. */
const clip: Clip = {
  id: clipId('clip'),
  name: 'Drive',
  frames: framesOf(4),
  sensors: [],
  ontology: defaultOntology,
  worldOrigin: [0, 0, 0],
  format: 'test',
  extras: {},
}
const lost: Clip = { ...clip, frames: framesOf(4, { worldFromEgo: null }) }

/** A car that stands 20 m ahead of the first frame's ego. */
function foundIn(frame: number): FoundFrame {
  const center: Vec3 = [20 - frame, 3, 0]
  const cuboid = { center, extent: [4.2, 1.8, 1.5], rotation: fromYaw(0) } as const
  return { frame, detections: [{ cuboid, category: 'car', score: 0.8 }], pointCounts: [90] }
}

describe('what was found in frames of a clip', () => {
  it('is one object where it can be followed, in the clip’s own frames', () => {
    const tracks = foundTracks(clip, [1, 2, 3].map(foundIn), true)
    expect(tracks).toHaveLength(1)
    expect(tracks[0]).toMatchObject({ category: 'car', isStatic: true })
    expect(tracks[0]!.cuboids.map(({ frame }) => frame)).toEqual([1, 2, 3])
  })

  it.each([
    ['nobody asked for more', { of: clip, frames: [1, 2], isTracked: false }],
    ['nobody knows where the ego was', { of: lost, frames: [1, 2], isTracked: true }],
    ['it is one frame', { of: clip, frames: [2], isTracked: true }],
  ])('is each for itself where %s', (_, { of, frames, isTracked }) => {
    const tracks = foundTracks(of, frames.map(foundIn), isTracked)
    expect(tracks.flatMap(({ cuboids }) => cuboids.map(({ frame }) => frame))).toEqual(frames)
    expect(tracks.every(({ isStatic }) => isStatic === null)).toBe(true)
  })

  it('becomes records of a pre-label, with the track’s score', () => {
    const [found] = foundTracks(clip, [0, 1].map(foundIn), true)
    const name = { id: trackId('t'), number: 7, category: 'Car' }
    const { track, cuboids } = trackRecords(found!, name)
    expect(track).toMatchObject({ ...name, provenance: 'model', extent: found!.extent })
    expect(cuboids.map(({ frame, score, state }) => [frame, score, state])).toEqual([
      [0, found!.score, 'proposed'],
      [1, found!.score, 'proposed'],
    ])
  })
})

describe('a category of ours in an ontology', () => {
  it('is its word for the same, else for the nearest, else none', () => {
    const kitti = ontologyFor(['Car', 'Van', 'Pedestrian', 'Cyclist', 'Tram'])
    expect(categoryIn(kitti, 'car')).toBe('Car')
    expect(categoryIn(kitti, 'truck')).toBe('Van')
    expect(categoryIn(ontologyFor(['Pedestrian']), 'car')).toBeNull()
  })
})

describe('the sweeps that are seen together', () => {
  it('are those before a frame, moved by the ego’s way and as old as they are', () => {
    const moments = momentsOf(clip, 3, 3)
    expect(moments.map(({ frame }) => frame)).toEqual([3, 2, 1])
    expect(moments[0]!.egoFromSweep).toBe(IDENTITY_POSE)
    expect(moments[2]!.egoFromSweep.translation[0]).toBeCloseTo(-2, 9)
    expect(moments[2]!.age).toBeCloseTo(0.2, 9)
  })

  it('are fewer at the clip’s beginning and where the ego’s way is not known', () => {
    expect(momentsOf(clip, 1, 5)).toHaveLength(2)
    expect(momentsOf(lost, 3, 5)).toHaveLength(1)
    expect(() => momentsOf(clip, 4, 1)).toThrow('The clip has no frame 4')
  })
})
