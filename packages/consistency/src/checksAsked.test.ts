import {
  annotationsOf,
  type Box2d,
  box2dId,
  type Camera,
  cuboidId,
  sensorId,
  trackId,
} from '@trueline/annotation'
import { type Cuboid, fromEulerZYX, fromYaw, type Vec3, ZERO } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { type CheckRequest, checkClip } from './checkClip.ts'
import type { Proposals } from './doubt/support.ts'
import { type CuboidEvidence, type Evidence, NO_EVIDENCE } from './evidence.ts'
import type { CheckId, Finding } from './finding.ts'
import { DEFAULT_SETTINGS } from './settings.ts'
import { boxOf, driving, parked } from './testing/cars.ts'
import { clipOf, framesWith, type Given, recordsOf, STEP } from './testing/clips.ts'
import type { Clusters } from './views/frameGaps.ts'

const FRAMES = framesWith(40)

/** What one check says of tracks where points, a model, cameras or clusters say something. */
function told(
  check: CheckId,
  tracks: readonly Given[],
  more: Partial<CheckRequest>,
): readonly Finding[] {
  const annotations = annotationsOf(recordsOf(FRAMES, tracks))
  const request = { clip: clipOf(FRAMES), annotations, settings: DEFAULT_SETTINGS }
  return checkClip({ ...request, evidence: NO_EVIDENCE, ...more }).findings.filter(
    (finding) => finding.check === check,
  )
}

const ALL = FRAMES.map((_, frame) => frame)

/** What points say of each of a's boxes, and of the frames around. */
const saying = (say: (frame: number) => Partial<CuboidEvidence>): Evidence =>
  new Map(
    ALL.map((frame) => [
      cuboidId(trackId('a'), frame),
      { pointCount: 60, groundHeight: null, ...say(frame) },
    ]),
  )
/** Something parked, in the ego space of a frame. */
const inEgo = (frame: number, x: number, y: number): Cuboid => ({
  center: [x - 8 * STEP * frame, y, 0.75],
  extent: [4.4, 1.8, 1.5],
  rotation: fromYaw(0.2),
})
const proposing = (tracks: readonly Given[], frames: readonly number[] = ALL): Proposals => ({
  annotations: annotationsOf(recordsOf(FRAMES, tracks)),
  frames: new Set(frames),
})

/** A camera that looks along the ego's x: its own x is right, y down. */
const CAMERA: Camera = {
  ...{ modality: 'camera', id: sensorId('cam'), extras: {} },
  egoFromSensor: {
    translation: ZERO,
    rotation: fromEulerZYX({ yaw: -Math.PI / 2, pitch: 0, roll: -Math.PI / 2 }),
  },
  model: {
    ...{ lens: 'pinhole', widthPx: 1200, heightPx: 400 },
    ...{ focalPx: [700, 700], centerPx: [600, 200] },
  },
}
const SEEN_CLIP = { ...clipOf(FRAMES), sensors: [CAMERA] }
/** Track a in the picture of a frame. */
const boxAt = (frame: number, leftPx: number): Box2d => ({
  ...{ kind: 'box2d', id: box2dId('box'), trackId: trackId('a'), category: 'car', frame },
  ...{ sensorId: CAMERA.id, leftPx, topPx: 145, rightPx: leftPx + 115, bottomPx: 200 },
  ...{ attributes: {}, provenance: 'import', score: null, extras: {} },
})

describe('the checks that ask points, a model or pictures', () => {
  it('B3 find a size that its category may have, and hardly ever has', () => {
    expect(told('B3', [driving({ extent: [5.9, 2.3, 2.1] })], {})).toMatchObject([{ mend: null }])
    expect(told('B3', [driving({ extent: [4.2, 1.75, 1.5] })], {})).toEqual([])
    expect(told('B3', [driving({ category: 'barrier', extent: [9, 9, 9] })], {})).toEqual([])
  })

  it('C10 find boxes that were interpolated off their points, and no others', () => {
    const off = saying((frame) => ({ refit: inEgo(frame, 20, 6.5) }))
    const interpolated = boxOf({ provenance: 'interpolated' })
    expect(told('C10', [parked(interpolated)], { evidence: off })).toMatchObject([
      { frames: [10, 11, 12], mend: 'refit' },
    ])
    expect(told('C10', [parked()], { evidence: off })).toEqual([])
    const on = saying((frame) => ({ refit: inEgo(frame, 20, 6.1) }))
    expect(told('C10', [parked(interpolated)], { evidence: on })).toEqual([])
  })

  it('C11 find what went on between the frame’s time and that of its points', () => {
    const late = saying((frame) => ({ pointSeconds: 0.04, refit: inEgo(frame, frame + 0.4, 5) }))
    expect(told('C11', [driving()], { evidence: late })[0]?.value).toBeCloseTo(0.4, 3)
    expect(told('C11', [parked()], { evidence: late })).toEqual([])
    const labelledThen = saying((frame) => ({ pointSeconds: 0.04, refit: inEgo(frame, frame, 5) }))
    expect(told('C11', [driving()], { evidence: labelledThen })).toEqual([])
    expect(told('C11', [driving()], { evidence: saying(() => ({ pointSeconds: 0.04 })) })).toEqual(
      [],
    )
  })

  it('D3 find a track that ends where its points go on, unless another takes them or it leaves the picture', () => {
    const frames = ALL.slice(0, 25)
    const evidence = saying((frame) => ({ refit: inEgo(frame, 20, 6) }))
    expect(told('D3', [parked({ frames }), driving({ name: 'b' })], { evidence })).toMatchObject([
      { tracks: ['a'], frames: [25, 26], mend: 'extend' },
    ])
    const next = parked({ name: 'c', frames: ALL.slice(25) })
    expect(told('D3', [parked({ frames }), next], { evidence })).toEqual([])
    const gone = saying((frame) => (frame < 25 ? {} : { pointCount: 3, refit: null }))
    expect(told('D3', [parked({ frames }), driving({ name: 'b' })], { evidence: gone })).toEqual([])
    const records = recordsOf(FRAMES, [parked({ frames }), driving({ name: 'b' })])
    const shownAt = (leftPx: number): readonly Finding[] => {
      const annotations = annotationsOf([...records, boxAt(24, leftPx)])
      return told('D3', [], { clip: SEEN_CLIP, annotations, evidence })
    }
    expect(shownAt(600)).toHaveLength(1)
    expect(shownAt(1083)).toEqual([])
  })

  it('E2 find sides that stand off the points in most frames, not where something hides them', () => {
    const loose = (isThere: (frame: number) => boolean) =>
      told('E2', [parked()], {
        evidence: saying((frame) => ({ looseness: isThere(frame) ? 0.4 : 0.05 })),
      })
    expect(loose(() => true)).toMatchObject([{ value: 0.4, mend: 'fitSize' }])
    expect(loose((frame) => frame < 20)).toEqual([])
  })

  it('E3 find points that go on beyond the sides of a car, not those of a person', () => {
    const evidence = saying(() => ({ cutShare: 0.3 }))
    expect(told('E3', [parked()], { evidence })).toMatchObject([{ value: 0.3 }])
    expect(told('E3', [parked({ category: 'pedestrian' })], { evidence })).toEqual([])
  })

  it('E6 find a box that shows elsewhere than its 2D box, unless the border cuts that', () => {
    const records = recordsOf(FRAMES, [parked({ frames: [0] })])
    const boxed = (leftPx: number): readonly Finding[] =>
      told('E6', [], {
        clip: SEEN_CLIP,
        annotations: annotationsOf([...records, boxAt(0, leftPx)]),
      })
    expect(boxed(325)).toEqual([])
    expect(boxed(700)).toMatchObject([{ tracks: ['a'], frames: [0] }])
    expect(boxed(1100)).toEqual([])
  })

  it('E7 find what a model follows where no box is', () => {
    const aside = parked({ name: 'p', at: () => ({ x: 20, y: 20, yaw: 0 }) })
    const model = proposing([aside, driving({ name: 'q' })])
    expect(told('E7', [driving()], { proposals: model })).toMatchObject([
      { tracks: ['p'], value: 40, mend: 'addObject' },
    ])
    const short = proposing([parked({ name: 'p', frames: [3, 4] })])
    expect(told('E7', [driving()], { proposals: short })).toEqual([])
  })

  it('E8 find points that look like an object over many frames where no box is', () => {
    const around = (x: number, extent: Vec3, category: string): Clusters =>
      new Map(
        ALL.map((frame) => [
          frame,
          [{ cuboid: { ...inEgo(frame, x, 6), extent }, category, pointCount: 80 + frame }],
        ]),
      )
    const seen = (x: number) => around(x, [4.4, 1.8, 1.5], 'car')
    const wall = around(40, [5, 0.4, 1.5], 'car')
    expect(told('E8', [parked()], { clusters: wall })).toEqual([])
    const post = around(40, [0.3, 0.3, 1.7], 'pedestrian')
    expect(told('E8', [parked()], { clusters: post })).toEqual([])
    expect(told('E8', [parked()], { clusters: seen(40) })).toMatchObject([
      { tracks: [], frames: ALL, value: 119, place: { center: [40, 6, 0.75] } },
    ])
    expect(told('E8', [parked()], { clusters: seen(20) })).toEqual([])
    expect(told('E8', [parked({ frames: [1, 2, 3] })], { clusters: seen(40) })).toEqual([])
  })

  it('E9 find what a model sees in no frame, unless a person stands for it', () => {
    const nothing = proposing([])
    expect(told('E9', [parked()], { proposals: nothing })).toMatchObject([{ mend: 'rejectTrack' }])
    const held = parked({ box: (frame) => (frame === 5 ? { provenance: 'human' } : {}) })
    expect(told('E9', [held], { proposals: nothing })).toEqual([])
    expect(told('E9', [parked()], { proposals: proposing([parked({ name: 'p' })]) })).toEqual([])
    expect(told('E9', [parked()], { proposals: proposing([], [1]) })).toEqual([])
  })
})
