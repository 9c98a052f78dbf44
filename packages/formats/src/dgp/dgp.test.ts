import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Camera } from '@trueline/annotation'
import {
  add,
  countPointsInCuboid,
  distance,
  invert,
  project,
  toMatrix4,
  transform,
} from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import type { ImportedClip } from '../codec.ts'
import { nuscenes } from '../nuscenes/nuscenes.ts'
import { isSameCuboid } from '../sameCuboid.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf, jsonOf } from '../testing/exportSource.ts'
import { expectKeepsAnythingBeside } from '../testing/keepsAnything.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { cuboidsIn } from '../testing/oracle.ts'
import { dgp } from './dgp.ts'
import { isoOf, microsecondsAt } from './values.ts'

const OPTIONS = { name: 'clip', onto: null }

const exported = (imported: ImportedClip, records = imported.records) =>
  filesOf(dgp.write!(exportSourceOf(imported, records), { withSensors: true }))

/** The synthetic clip as a scene: no generator writes this format, so our own writer does. */
async function madeScene() {
  const tables = fileURLToPath(new URL('../nuscenes/testdata', import.meta.url))
  const made = await nuscenes.read(diskTree(tables), OPTIONS)
  return { made, files: await exported(made) }
}

describe('the DGP codec', () => {
  it('writes a clip that came from elsewhere so that it reads back the same', async () => {
    const { made, files } = await madeScene()
    const tree = memoryTree(files)
    expect((await dgp.sniff(tree)).score).toBeGreaterThan(0.9)
    const again = await dgp.read(tree, OPTIONS)
    expect(again.report.refused).toEqual([])
    expect(again.clip.frames.map(({ timeUs }) => timeUs)).toEqual(
      made.clip.frames.map(({ timeUs }) => timeUs),
    )
    expect(distance(again.clip.worldOrigin, made.clip.worldOrigin)).toBeLessThan(1e-6)
    const before = cuboidsIn(made)
    expect(cuboidsIn(again)).toHaveLength(before.length)
    for (const cuboid of before) {
      const here = cuboidsIn(again).filter(({ frame }) => frame === cuboid.frame)
      expect(here.some((one) => isSameCuboid(one, cuboid))).toBe(true)
    }
    expect(await exported(again)).toEqual(files)
  })

  it('keeps the times of its moments to the microsecond', () => {
    const text = '2019-04-26T07:45:38.203752Z'
    expect(isoOf(microsecondsAt(text, { file: '', pointer: '' }))).toBe(text)
  })

  it('refuses by name or writes back whatever stands in one place of a file of boxes', async () => {
    const { files } = await madeScene()
    const file = Object.keys(files).find((path) => path.startsWith('bounding_box_3d/'))!
    const whole = jsonOf(files, file) as { readonly annotations: readonly never[] }
    const value = { annotations: whole.annotations.slice(0, 2) }
    await expectKeepsAnythingBeside(dgp, { file, value, beside: files })
  })
})

const real = sharedData('clips', 'tri_dgp')

type Expected = {
  readonly samples: readonly {
    readonly lidar: { readonly points: number }
    readonly cameras: {
      readonly [name: string]: { readonly lidar_to_camera_through_world: number[][] }
    }
    readonly boxes: readonly {
      readonly instance_id: number
      readonly points_inside: number
      readonly px: { readonly [camera: string]: readonly [number, number] }
    }[]
  }[]
}

describe.skipIf(real === null)('a real DGP scene', () => {
  const open = () => dgp.read(diskTree(real!), OPTIONS)

  it('is known for certain', async () => {
    expect((await dgp.sniff(diskTree(real!))).score).toBeGreaterThan(0.9)
  })

  it('has its boxes on the points and pixels an independent count found', async () => {
    const imported = await open()
    expect(imported.report.refused).toEqual([])
    const text = readFileSync(join(real!, 'expected.json'), 'utf8')
    const { samples } = JSON.parse(text) as Expected
    let worstPx = 0
    let boxes = 0
    for (const [index, sample] of samples.entries()) {
      const frame = imported.clip.frames[index]!
      const { sweep } = await frame.sweeps[0]!.read()
      expect(sweep.points).toHaveLength(4 * sample.lidar.points)
      for (const { instance_id, points_inside, px } of sample.boxes) {
        const cuboid = cuboidsIn(imported).find((one) => {
          return one.frame === index && one.trackId === `dgp:${instance_id}`
        })!
        const inside = countPointsInCuboid(sweep.points, cuboid)
        const allowed = Math.max(2, points_inside / 100)
        expect(Math.abs(inside - points_inside)).toBeLessThanOrEqual(allowed)
        for (const [name, [x, y]] of Object.entries(px)) {
          const image = frame.images.find(({ sensorId }) => sensorId === name)!
          const camera = imported.clip.sensors.find((one): one is Camera => one.id === name)!
          const { egoFromSensor, model } = image.calibration ?? camera
          const pixel = project(model!, transform(invert(egoFromSensor), cuboid.center))
          worstPx = Math.max(worstPx, Math.hypot(pixel![0] - x, pixel![1] - y))
        }
        boxes += 1
      }
      for (const [name, { lidar_to_camera_through_world: rows }] of Object.entries(
        sample.cameras,
      )) {
        const image = frame.images.find(({ sensorId }) => sensorId === name)!
        const cameraFromEgo = toMatrix4(invert(image.calibration!.egoFromSensor))
        const off = rows.flat().map((value, at) => Math.abs(value - cameraFromEgo[at]!))
        expect(Math.max(...off)).toBeLessThan(2e-4)
      }
    }
    expect(boxes).toBe(286)
    expect(worstPx).toBeLessThan(0.5)
  })

  it('comes out as it went in, boxes of cameras and pictures with it', async () => {
    const files = await exported(await open())
    for (const path of Object.keys(files)) {
      const source = join(real!, 'scene_01', path)
      if (path.endsWith('.json')) {
        expect(jsonOf(files, path), path).toEqual(JSON.parse(readFileSync(source, 'utf8')))
      } else if (path.endsWith('.jpg')) {
        expect(Buffer.from(files[path]!).equals(readFileSync(source)), path).toBe(true)
      }
    }
    expect(Object.keys(files).filter((path) => path.startsWith('bounding_box_'))).toHaveLength(21)
    const again = await dgp.read(memoryTree(files), OPTIONS)
    const [before, after] = [await open(), again].map(({ clip }) => clip.frames[0]!.sweeps[0]!)
    expect((await after!.read()).sweep.points).toEqual((await before!.read()).sweep.points)
  })

  it('moves a box in the files of the cameras that see it too, and takes a deleted one out', async () => {
    const imported = await open()
    const isSeen = ({ trackId, frame }: { trackId: string; frame: number }): boolean =>
      frame === 0 && ['dgp:3934200682'].includes(trackId)
    const target = cuboidsIn(imported).find(isSeen)!
    const moved = { ...target, center: add(target.center, [0, 0, 1]) }
    const path = 'bounding_box_3d/CAMERA_06/15569195938415230.json'
    type File = {
      readonly annotations: readonly {
        readonly instance_id: number
        readonly box: { readonly pose: { readonly translation: { readonly y: number } } }
      }[]
    }
    const fileOf = async (records: ImportedClip['records']): Promise<File> =>
      jsonOf(await exported(imported, records), path) as File
    const heightIn = ({ annotations }: File): number =>
      annotations.find((one) => one.instance_id === 3934200682)!.box.pose.translation.y
    const before = await fileOf(imported.records)
    const after = await fileOf(imported.records.map((one) => (one.id === moved.id ? moved : one)))
    expect(heightIn(before) - heightIn(after)).toBeCloseTo(1, 2)
    const without = await fileOf(imported.records.filter(({ id }) => id !== target.id))
    expect(without.annotations).toHaveLength(before.annotations.length - 1)
  })
})
