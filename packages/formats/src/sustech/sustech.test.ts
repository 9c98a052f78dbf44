import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CuboidRecord } from '@trueline/annotation'
import { inEnglish } from '@trueline/annotation/testing'
import {
  angleBetween,
  type Cuboid,
  countPointsInCuboid,
  fromEulerXYZ,
  invert,
  project,
  transform,
  transformCuboid,
  yawOf,
} from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import type { ImportedClip } from '../codec.ts'
import { isSameCuboid } from '../sameCuboid.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf, jsonOf } from '../testing/exportSource.ts'
import { expectKeepsAnything } from '../testing/keepsAnything.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { readRosetta } from '../testing/rosetta.ts'
import { sustech } from './sustech.ts'

const OPTIONS = { name: 'clip', onto: null }
const testdata = fileURLToPath(new URL('./testdata', import.meta.url))

function cuboidsOf({ records }: ImportedClip): readonly CuboidRecord[] {
  return records.filter((record) => record.kind === 'cuboid')
}

async function exportLabels(imported: ImportedClip, records = imported.records) {
  const source = exportSourceOf(imported, records)
  return filesOf(sustech.write!(source, { withSensors: false }))
}

const psr = (x: number, id: string | number) => ({
  psr: {
    position: { x, y: 1, z: 2 },
    scale: { x: 4, y: 2, z: 1.5 },
    rotation: { x: 0.1, y: -0.05, z: 1 },
  },
  obj_type: 'Car',
  obj_id: id,
})

describe('the SUSTechPOINTS codec', () => {
  it('reads the synthetic clip as its generator made it', async () => {
    const imported = await sustech.read(diskTree(testdata), OPTIONS)
    expect(imported.report.refused).toEqual([])
    const { boxes } = readRosetta()
    const cuboids = cuboidsOf(imported)
    expect(cuboids).toHaveLength(boxes.length)
    for (const box of boxes) {
      const cuboid = cuboids.find(
        ({ frame, trackId }) => frame === box.frame && trackId === `sustech:${box.track}`,
      )
      // Without a camera the lidar's own axes are the ego's.
      expect(cuboid && isSameCuboid(cuboid, box.lidar)).toBe(true)
      expect(cuboid?.attributes.obj_attr).toMatch(/^occ\d$/)
    }
  })

  it('writes an unchanged clip equal to its source', async () => {
    const imported = await sustech.read(diskTree(testdata), OPTIONS)
    const files = await exportLabels(imported)
    expect(Object.keys(files)).toHaveLength(4)
    for (const path of Object.keys(files)) {
      const source: unknown = JSON.parse(readFileSync(`${testdata}/${path}`, 'utf8'))
      expect(jsonOf(files, path)).toEqual(source)
    }
  })

  it('writes an edited object alone anew, with what else its source held', async () => {
    const label = [{ ...psr(1, 7), annotator: 'ann', 'key of theirs': [1] }, psr(9, '8')]
    const tree = memoryTree({ 'label/0.json': JSON.stringify(label) })
    const imported = await sustech.read(tree, OPTIONS)
    const edited = imported.records.map((record) =>
      record.kind === 'cuboid' && record.trackId === 'sustech:7'
        ? { ...record, center: [3, 1, 2] as const }
        : record,
    )
    const [first, second] = jsonOf(await exportLabels(imported, edited), 'label/0.json') as [
      { psr: { position: unknown; rotation: { x: number } } },
      unknown,
    ]
    expect(first).toMatchObject({ obj_id: 7, annotator: 'ann', 'key of theirs': [1] })
    expect(Object.keys(first)).toEqual(Object.keys(label[0]!))
    expect(first.psr.position).toEqual({ x: 3, y: 1, z: 2 })
    expect(first.psr.rotation.x).toBeCloseTo(0.1, 12)
    expect(second).toEqual(label[1])
  })

  it('drops a deleted object, adds a new one and follows a new category', async () => {
    const tree = memoryTree({ 'label/0.json': JSON.stringify([psr(1, '7'), psr(9, '8')]) })
    const imported = await sustech.read(tree, OPTIONS)
    const [track, , first] = imported.records
    if (track?.kind !== 'track' || first?.kind !== 'cuboid') throw new Error('no records')
    const id = 'new' as typeof track.id
    const records = [
      { ...track, category: 'Bus' },
      { ...track, id, number: 12, extras: {} },
      first,
      { ...first, id: 'new@0' as typeof first.id, trackId: id, extras: {} },
    ]
    const written = jsonOf(await exportLabels(imported, records), 'label/0.json')
    expect(written).toMatchObject([
      { obj_type: 'Bus', obj_id: '7', psr: psr(1, '7').psr },
      { obj_type: 'Car', obj_id: '12' },
    ])
  })

  it('keeps both objects of an id that is twice in a frame, and says so', async () => {
    const label = [psr(1, '7'), psr(9, '7'), psr(5, '')]
    const tree = memoryTree({ 'label/0.json': JSON.stringify(label) })
    const imported = await sustech.read(tree, OPTIONS)
    expect(cuboidsOf(imported)).toHaveLength(3)
    expect(inEnglish(imported.report.notices)).toContainEqual(
      expect.objectContaining({ file: 'label/0.json', place: '/1' }),
    )
    expect(jsonOf(await exportLabels(imported), 'label/0.json')).toEqual(label)
  })

  it('reads lists wrapped in an object and writes them wrapped', async () => {
    const label = { scene: 's', tags: [], annotation: [psr(1, 3)], by: 2 ** 60 }
    const tree = memoryTree({ 'label/0.json': JSON.stringify([label]) })
    const imported = await sustech.read(tree, OPTIONS)
    expect(cuboidsOf(imported)).toHaveLength(1)
    expect(jsonOf(await exportLabels(imported), 'label/0.json')).toEqual([label])
  })

  it('refuses a bad object by file and JSON pointer, and still writes it back', async () => {
    const label = [
      psr(1, '7'),
      { obj_id: '8' },
      { ...psr(3, '9'), psr: { position: [1, 2, 3] } },
      5,
    ]
    const tree = memoryTree({ 'label/0.json': JSON.stringify(label), 'label/1.json': '{"a":' })
    const imported = await sustech.read(tree, OPTIONS)
    expect(cuboidsOf(imported)).toHaveLength(1)
    expect(imported.report.refused.map(({ file, place }) => `${file}${place.en}`)).toEqual([
      'label/0.json/1/psr',
      'label/0.json/2/psr/position',
      'label/0.json/3',
      expect.stringContaining('label/1.json'),
    ])
    expect(jsonOf(await exportLabels(imported), 'label/0.json')).toEqual(label)
  })

  it('refuses by name or writes back whatever stands in one place of a label file', async () => {
    await expectKeepsAnything(sustech, 'label/0.json', [psr(1, '7'), psr(9, 8)])
  })

  it('takes the pose of a receiver that looks east as an ego that looks east', async () => {
    const pose = { x: 500, y: 600, z: 7, azimuth: 90, pitch: 0, roll: 0, lat: 1, lng: 2 }
    const tree = memoryTree({
      'label/0.json': '[]',
      'ego_pose/0.json': JSON.stringify(pose),
    })
    const { clip } = await sustech.read(tree, OPTIONS)
    expect(clip.worldOrigin).toEqual([500, 600, 7])
    expect(yawOf(clip.frames[0]!.worldFromEgo!.rotation)).toBeCloseTo(0, 12)
    expect(clip.frames[0]!.worldFromEgo!.translation).toEqual([0, 0, 0])
  })
})

const real = sharedData('clips', 'sustech_points')

type Expected = {
  readonly frames: Readonly<
    Record<
      string,
      {
        readonly boxes: readonly {
          readonly obj_id: string
          readonly points_inside: number
          readonly px: Readonly<Record<string, readonly [number, number]>>
        }[]
      }
    >
  >
}

describe.skipIf(real === null)('a real SUSTechPOINTS scene', () => {
  const open = () => sustech.read(diskTree(real!), OPTIONS)

  it('is known for certain', async () => {
    expect((await sustech.sniff(diskTree(real!))).score).toBeGreaterThan(0.9)
  })

  it('has its boxes on the points and pixels an independent count found', async () => {
    const imported = await open()
    expect(imported.report.refused).toEqual([])
    const { frames, sensors } = imported.clip
    const expected = JSON.parse(readFileSync(`${real}/expected.json`, 'utf8')) as Expected
    let worstPx = 0
    let boxes = 0
    for (const [index, frame] of frames.entries()) {
      const { sweep } = await frame.sweeps[0]!.read()
      for (const box of expected.frames[frame.name]?.boxes ?? []) {
        const cuboid = cuboidsOf(imported).find(
          (one) => one.frame === index && one.trackId === `sustech:${box.obj_id}`,
        )!
        const lidarFromEgo = invert(sensors.find(({ id }) => id === 'lidar')!.egoFromSensor)
        const inside = countPointsInCuboid(sweep.points, transformCuboid(lidarFromEgo, cuboid))
        const allowed = Math.max(2, box.points_inside / 100)
        expect(Math.abs(inside - box.points_inside), box.obj_id).toBeLessThanOrEqual(allowed)
        for (const [name, [x, y]] of Object.entries(box.px)) {
          const camera = sensors.find(({ id }) => id === name)
          if (camera?.modality !== 'camera' || camera.model === null) throw new Error(name)
          expect(camera.model).toMatchObject({ widthPx: 2048, heightPx: 1536 })
          const pixel = project(
            camera.model,
            transform(invert(camera.egoFromSensor), cuboid.center),
          )
          worstPx = Math.max(worstPx, Math.hypot(pixel![0] - x, pixel![1] - y))
        }
        boxes += 1
      }
    }
    expect(boxes).toBe(44)
    expect(worstPx).toBeLessThan(1)
  })

  it('looks along +x of the ego', async () => {
    const { clip } = await open()
    const front = clip.sensors.find(({ id }) => id === 'front')!
    const [x, y] = transform({ ...front.egoFromSensor, translation: [0, 0, 0] }, [0, 0, 1])
    expect(Math.abs(angleBetween(0, Math.atan2(y, x)))).toBeLessThan(0.1)
  })

  it('comes out as it went in, sensors and calibration with it', async () => {
    const imported = await open()
    const source = exportSourceOf(imported)
    const files = await filesOf(sustech.write!(source, { withSensors: true }))
    for (const path of ['label/000965.json', 'label/000970.json', 'calib/camera/left.json']) {
      expect(jsonOf(files, path)).toEqual(JSON.parse(readFileSync(`${real}/${path}`, 'utf8')))
    }
    const image = 'camera/right/000970.jpg'
    expect(Buffer.from(files[image]!)).toEqual(readFileSync(`${real}/${image}`))
    const again = await sustech.read(memoryTree(files), OPTIONS)
    expect(again.records).toEqual(imported.records)
  })

  it('keeps an edited object where it was put, in the axes of the lidar file', async () => {
    const imported = await open()
    const moved: Cuboid = {
      center: [20, 3, 1],
      extent: [4, 2, 1.5],
      rotation: fromEulerXYZ([0.02, 0.03, 1]),
    }
    const [target] = cuboidsOf(imported)
    const records = imported.records.map((record) =>
      record.id === target!.id ? { ...target!, ...moved } : record,
    )
    const source = exportSourceOf(imported, records)
    const files = await filesOf(sustech.write!(source, { withSensors: true }))
    const again = await sustech.read(memoryTree(files), OPTIONS)
    const found = cuboidsOf(again).find(({ id }) => id === target!.id)!
    expect(isSameCuboid(found, moved)).toBe(true)
    const [entry] = jsonOf(files, 'label/000965.json') as [{ psr: { position: { y: number } } }]
    expect(entry.psr.position.y).toBeCloseTo(-20, 9)
  })
})
