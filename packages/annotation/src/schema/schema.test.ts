import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allRecords } from '../annotations.ts'
import type { Clip } from '../clip.ts'
import { defaultOntology } from '../defaultOntology.ts'
import { blobId, clipId, patchId, sensorId, trackId } from '../ids.ts'
import type { Edit } from '../patch.ts'
import { cuboid, documents, framesOf, track } from '../testing/documents.ts'
import { clipSchema } from './clipSchema.ts'
import { editSchema, recordSchema } from './recordSchema.ts'

const a = trackId('a')
const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const edit: Edit = {
  patchId: patchId('p1'),
  command: 'placeCuboid',
  kind: 'edit',
  of: null,
  madeAtUs: 1_700_000_000_000_000,
  patch: [{ recordId: a, before: null, after: track('a') }],
}
const POSE = { translation: [0, 0, 0], rotation: [0, 0, 0, 1] } as const
const intrinsics = {
  widthPx: 640,
  heightPx: 480,
  focalPx: [500, 500],
  centerPx: [320, 240],
} as const
const clip: Clip = {
  id: clipId('c'),
  name: '示例',
  frames: framesOf(2, {
    sweeps: [
      {
        sensorId: sensorId('top'),
        range: { blob: blobId('ab'.repeat(32)), offset: 0, bytes: 800 },
        pointCount: 100,
        sections: [{ pointCount: 100, origin: [0, 0, 0], step: 0.005 }],
      },
    ],
    images: [
      {
        sensorId: sensorId('front'),
        range: { blob: blobId('cd'.repeat(32)), offset: 5, bytes: 9 },
        mime: 'image/png',
        widthPx: 640,
        heightPx: 480,
        calibration: { egoFromSensor: POSE, model: { lens: 'pinhole', ...intrinsics } },
      },
    ],
  }),
  sensors: [
    { modality: 'lidar', id: sensorId('top'), egoFromSensor: POSE, extras: {} },
    { modality: 'camera', id: sensorId('none'), egoFromSensor: POSE, model: null, extras: {} },
    {
      modality: 'camera',
      id: sensorId('wide'),
      egoFromSensor: POSE,
      model: { lens: 'kannalaBrandt', ...intrinsics, radial: [0, 0, 0, 0] },
      extras: {},
    },
    {
      modality: 'camera',
      id: sensorId('front'),
      egoFromSensor: POSE,
      model: {
        lens: 'brownConrady',
        ...intrinsics,
        radial: [0, 0, 0, 0, 0, 0],
        tangential: [0, 0],
      },
      extras: { kitti: { P2: [1, 2, null] } },
    },
  ],
  ontology: defaultOntology,
  worldOrigin: [500_000, 4_000_000, 0],
  format: 'kitti-raw',
  extras: {},
}

describe('schemas', () => {
  it('take every record as it is', () => {
    fc.assert(
      fc.property(documents(), (document) => {
        for (const record of allRecords(document)) {
          expect(recordSchema.parse(overTheWire(record))).toEqual(record)
        }
      }),
    )
  })

  it('take an edit and a clip as they are', () => {
    expect(editSchema.parse(overTheWire(edit))).toEqual(edit)
    expect(clipSchema.parse(overTheWire(clip))).toEqual(clip)
  })

  it.each([
    ['a number that is none', { center: [0, Number.NaN, 0] }],
    ['an infinite number', { center: [0, Number.POSITIVE_INFINITY, 0] }],
    ['a flat extent', { extent: [4, 0, 1] }],
    ['a rotation that is none', { rotation: [0, 0, 0, 0] }],
    ['a rotation of two lengths', { rotation: [0, 0, 0, 2] }],
    ['a frame between frames', { frame: 0.5 }],
    ['a state nobody knows', { state: 'done' }],
    ['the id of another cuboid', { id: 'b@0' }],
    ['a field nobody knows', { color: 'red' }],
    ['a coordinate too few', { center: [0, 0] }],
  ])('refuse a cuboid with %s', (_, change) => {
    expect(recordSchema.safeParse(cuboid(a, 0)).success).toBe(true)
    expect(recordSchema.safeParse({ ...cuboid(a, 0), ...change }).success).toBe(false)
  })

  it('say where in the record the fault is', () => {
    const { error } = recordSchema.safeParse({ ...cuboid(a, 0), extent: [4, -1, 1] })
    expect(error?.issues.map(({ path }) => path)).toEqual([['extent', 1]])
  })

  it.each<readonly [why: string, change: object]>([
    ['changes a record twice', { patch: [edit.patch[0], edit.patch[0]] }],
    ['names another record than it changes', { patch: [{ ...edit.patch[0], recordId: 'b' }] }],
    ['changes nothing to nothing', { patch: [{ recordId: 'a', before: null, after: null }] }],
    ['is an undo of nothing', { kind: 'undo' }],
    ['is new work of another edit', { of: 'p0' }],
    ['has no id', { patchId: '' }],
  ])('refuse an edit that %s', (_, change) => {
    expect(editSchema.safeParse({ ...edit, ...change }).success).toBe(false)
  })

  it('refuse a clip whose blob is no hash', () => {
    const [frame] = clip.frames
    const sweep = { ...frame!.sweeps[0]!, range: { blob: '../../etc', offset: 0, bytes: 1 } }
    const broken = { ...clip, frames: [{ ...frame!, sweeps: [sweep] }] }
    expect(clipSchema.safeParse(broken).success).toBe(false)
  })
})
