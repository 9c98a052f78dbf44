import { fileURLToPath } from 'node:url'
import {
  box2dId,
  type Camera,
  type Clip,
  type CuboidRecord,
  clipId,
  cuboidId,
  type Json,
  sensorId,
  trackId,
} from '@trueline/annotation'
import {
  type CameraModel,
  distance,
  fromEulerZYX,
  fromYaw,
  type Pose,
  project,
  transform,
} from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import type { ExportSource } from '../codec.ts'
import { isSameCuboid } from '../sameCuboid.ts'
import { sustech } from '../sustech/sustech.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf, jsonOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { openlabel } from './openlabel.ts'
import { schemaErrors } from './testing/schema.ts'

const OPTIONS = { name: 'clip', onto: null }
const labels = fileURLToPath(new URL('../sustech/testdata', import.meta.url))

const size = { widthPx: 1920, heightPx: 1200, focalPx: [1000, 1001], centerPx: [960, 600] } as const
const LENSES: readonly CameraModel[] = [
  { lens: 'pinhole', ...size },
  {
    lens: 'brownConrady',
    ...size,
    radial: [-0.3, 0.1, 0.01, 0.001, 0, 0],
    tangential: [0.001, -0.002],
  },
  { lens: 'kannalaBrandt', ...size, radial: [0.1, -0.02, 0.003, 0.0004] },
  { lens: 'polynomialFisheye', ...size, radial: [-0.125, 0.25, -0.0625] },
]
const LOOK: Pose = {
  translation: [1.5, 0.2, 1.6],
  rotation: fromEulerZYX({ yaw: -Math.PI / 2 + 0.01, pitch: 0.02, roll: -Math.PI / 2 }),
}

/** A clip as no format of ours wrote it, with everything a document can hold. */
function freshSource(): ExportSource {
  const cameras = LENSES.map(
    (model): Camera => ({
      modality: 'camera',
      id: sensorId(model.lens),
      egoFromSensor: LOOK,
      model,
      extras: {},
    }),
  )
  const poses = [0, 1].map(
    (index): Pose => ({ translation: [index, 0, 0], rotation: fromYaw(0.1 * index) }),
  )
  const clip: Clip = {
    id: clipId('c'),
    name: 'a clip',
    frames: poses.map((worldFromEgo, index) => ({
      name: `00000${index + 8}`,
      timeUs: 1_700_000_000_000_000 + index * 100_001,
      worldFromEgo,
      sweeps: [],
      images: [],
      extras: {},
    })),
    sensors: [
      { modality: 'lidar', id: sensorId('top'), egoFromSensor: LOOK, extras: {} },
      ...cameras,
    ],
    ontology: { categories: [], attributes: [] },
    worldOrigin: [500_000, 4_000_000, 12],
    format: 'other',
    extras: {},
  }
  const track = trackId('other:t')
  const cuboid: CuboidRecord = {
    kind: 'cuboid',
    id: cuboidId(track, 1),
    trackId: track,
    frame: 1,
    center: [10, 2, 1],
    extent: [4, 2, 1.5],
    rotation: fromEulerZYX({ yaw: 2, pitch: 0.1, roll: -0.05 }),
    attributes: { parked: true, wheels: 4, color: 'red' },
    provenance: 'model',
    state: 'proposed',
    score: 0.75,
    proposal: null,
    pointCount: 9,
    extras: {},
  }
  const bounds = { leftPx: 10, topPx: 20, rightPx: 110.5, bottomPx: 60 }
  const box = { kind: 'box2d', frame: 0, sensorId: sensorId('pinhole'), ...bounds } as const
  return {
    clip,
    records: [
      {
        kind: 'track',
        id: track,
        category: 'Car',
        number: 12,
        attributes: { make: 'x' },
        isStatic: null,
        extent: null,
        provenance: 'model',
        extras: {},
      },
      cuboid,
      {
        ...box,
        id: box2dId('b'),
        trackId: track,
        category: 'Car',
        attributes: { seen: false },
        provenance: 'import',
        score: null,
        extras: {},
      },
      {
        ...box,
        id: box2dId('r'),
        trackId: null,
        category: 'DontCare',
        attributes: {},
        provenance: 'import',
        score: null,
        extras: {},
      },
    ],
    readSweep: () => Promise.resolve(null),
    readImage: () => Promise.resolve(null),
  }
}

async function write(source: ExportSource, withSensors = false) {
  const files = await filesOf(openlabel.write!(source, { withSensors }))
  return { files, doc: jsonOf(files, 'openlabel.json') as Json }
}

describe('a clip of another format written as OpenLABEL', () => {
  it('is valid against the schema of the standard', async () => {
    const { doc } = await write(freshSource())
    expect(schemaErrors(doc)).toEqual([])
    const broken = JSON.parse(JSON.stringify(doc).replace('"schema_version"', '"version"')) as Json
    const isAtHand = sharedData('clips', 'openlabel') !== null
    expect(schemaErrors(broken).length > 0).toBe(isAtHand)
  })

  it('reads back as it was', async () => {
    const source = freshSource()
    const { files } = await write(source)
    const again = await openlabel.read(memoryTree(files), OPTIONS)
    expect(again.report.refused).toEqual([])
    const { clip } = again
    expect(clip.name).toBe('a clip')
    const { frames } = source.clip
    for (const [index, frame] of clip.frames.entries()) {
      expect(frame.name).toBe(frames[index]!.name)
      expect(frame.timeUs).toBe(frames[index]!.timeUs)
      const there = transform(frame.worldFromEgo!, [1, 2, 3])
      expect(distance(there, transform(frames[index]!.worldFromEgo!, [1, 2, 3]))).toBeLessThan(1e-9)
    }
    expect(clip.worldOrigin).toEqual(source.clip.worldOrigin)
    expect(clip.sensors.map(({ id }) => id)).toEqual(source.clip.sensors.map(({ id }) => id))
    for (const [index, camera] of clip.sensors.entries()) {
      const before = source.clip.sensors[index]!
      if (camera.modality !== 'camera' || before.modality !== 'camera') continue
      const pixel = project(camera.model!, [0.3, 0.2, 2])!
      const [x, y] = project(before.model!, [0.3, 0.2, 2])!
      expect(Math.hypot(pixel[0] - x, pixel[1] - y)).toBeLessThan(1e-9)
      const there = transform(camera.egoFromSensor, [1, 2, 3])
      expect(distance(there, transform(before.egoFromSensor, [1, 2, 3]))).toBeLessThan(1e-12)
    }
    const records = again.records
    const cuboid = records.find((one) => one.kind === 'cuboid')!
    const before = source.records.find((one) => one.kind === 'cuboid')!
    expect(isSameCuboid(cuboid, before)).toBe(true)
    expect(cuboid).toMatchObject({ frame: 1, score: 0.75, attributes: before.attributes })
    expect(records.find((one) => one.kind === 'track')).toMatchObject({
      id: 'openlabel:12',
      category: 'Car',
      number: 12,
      attributes: { make: 'x' },
    })
    const boxes = records.filter((one) => one.kind === 'box2d')
    expect(boxes).toMatchObject([
      { trackId: 'openlabel:12', leftPx: 10, rightPx: 110.5, attributes: { seen: false } },
      { trackId: null, category: 'DontCare', topPx: 20, bottomPx: 60 },
    ])
  })

  it('says what it leaves out', () => {
    const source = freshSource()
    const records = source.records.map((one) =>
      one.kind === 'cuboid' ? { ...one, state: 'accepted' as const } : one,
    )
    const { losses } = openlabel.write!({ ...source, records }, { withSensors: false })
    expect(losses.map(({ record, field, count }) => `${record}.${field.en} ${count}`)).toEqual([
      'cuboid.state 1',
      'cuboid.provenance 1',
    ])
  })

  it('holds every cuboid of another codec’s clip', async () => {
    const imported = await sustech.read(diskTree(labels), OPTIONS)
    const { files, doc } = await write(exportSourceOf(imported))
    expect(schemaErrors(doc)).toEqual([])
    const again = await openlabel.read(memoryTree(files), OPTIONS)
    const before = imported.records.filter((one) => one.kind === 'cuboid')
    const after = again.records.filter((one) => one.kind === 'cuboid')
    expect(after).toHaveLength(before.length)
    for (const cuboid of before) {
      const same = after.find(
        ({ frame, trackId: id }) =>
          frame === cuboid.frame && id.split(':')[1] === cuboid.trackId.split(':')[1],
      )
      expect(same && isSameCuboid(same, cuboid)).toBe(true)
    }
  })
})

const scene = sharedData('clips', 'sustech_points')

describe.skipIf(scene === null)('a real scene written as OpenLABEL with its sensors', () => {
  it('comes back with its sweeps, images and cameras', async () => {
    const imported = await sustech.read(diskTree(scene!), OPTIONS)
    const { files, doc } = await write(exportSourceOf(imported), true)
    expect(schemaErrors(doc)).toEqual([])
    const again = await openlabel.read(memoryTree(files), OPTIONS)
    expect(again.report.refused).toEqual([])
    expect(again.clip.frames.map(({ name }) => name)).toEqual(['000965', '000970'])
    const [frame] = again.clip.frames
    const [before] = imported.clip.frames
    expect(frame!.images.map((image) => image.sensorId)).toEqual(['front', 'left', 'right'])
    const bytes = await frame!.images[1]!.read()
    expect(Buffer.from(bytes).equals(await before!.images[1]!.read())).toBe(true)
    const { sweep } = await frame!.sweeps[0]!.read()
    expect(sweep.points).toEqual((await before!.sweeps[0]!.read()).sweep.points)
    expect(again.clip.sensors).toMatchObject(
      imported.clip.sensors.map(({ id, modality }) => ({ id, modality })),
    )
  })
})
