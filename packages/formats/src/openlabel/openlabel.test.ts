import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CuboidRecord } from '@trueline/annotation'
import {
  add,
  angleBetween,
  countPointsInCuboid,
  distance,
  invert,
  projectedBounds,
  transform,
  transformCuboid,
  type Vec3,
  yawOf,
} from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import type { ImportedClip } from '../codec.ts'
import { isSameCuboid } from '../sameCuboid.ts'
import { diskTree } from '../testing/diskTree.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { readRosetta } from '../testing/rosetta.ts'
import { openlabel } from './openlabel.ts'

const OPTIONS = { name: 'clip', onto: null }
const testdata = fileURLToPath(new URL('./testdata/', import.meta.url))

function cuboidsOf({ records }: ImportedClip): readonly CuboidRecord[] {
  return records.filter((record) => record.kind === 'cuboid')
}

describe('the OpenLABEL reader', () => {
  for (const file of ['quat.json', 'euler9.json', 'kognic.json']) {
    it(`reads the synthetic clip in ${file} as its generator made it`, async () => {
      const imported = await openlabel.read(diskTree(testdata + file), OPTIONS)
      expect(imported.report.refused).toEqual([])
      const { boxes, frames } = readRosetta()
      const cuboids = cuboidsOf(imported)
      expect(cuboids).toHaveLength(boxes.length)
      const isKognic = file === 'kognic.json'
      for (const box of boxes) {
        const cuboid = cuboids.find(
          ({ frame, trackId }) => frame === box.frame && trackId === `openlabel:${box.uuid}`,
        )!
        // Kognic's labels are in the lidar's space, which is then the ego's.
        expect(isSameCuboid(cuboid, isKognic ? box.lidar : box.ego)).toBe(true)
        expect(cuboid.score).toBe(isKognic ? null : box.score)
      }
      const times = frames.map(({ timeUs }) =>
        isKognic ? Math.floor(timeUs / 1000) * 1000 : timeUs,
      )
      expect(imported.clip.frames.map(({ timeUs }) => timeUs)).toEqual(times)
      for (const [index, frame] of imported.clip.frames.entries()) {
        if (isKognic) break
        const truth = frames[index]!.worldFromEgo
        const at = transform(frame.worldFromEgo!, [0, 0, 0])
        const there: Vec3 = [truth[3]!, truth[7]!, truth[11]!]
        const { worldOrigin } = imported.clip
        const origin: Vec3 = [
          at[0] + worldOrigin[0],
          at[1] + worldOrigin[1],
          at[2] + worldOrigin[2],
        ]
        expect(distance(origin, there)).toBeLessThan(1e-9)
      }
    })
  }
})

const kitti = sharedData('clips', 'kitti_drive0005_openlabel')

type Expected = {
  readonly frames: Readonly<
    Record<
      string,
      {
        readonly boxes: readonly {
          readonly object: string
          readonly lwh: Vec3
          readonly center_lidar: Vec3
          readonly yaw_lidar: number
          readonly center_odom: Vec3
          readonly points_inside: number
        }[]
      }
    >
  >
}

describe.skipIf(kitti === null)('a real drive in OpenLABEL', () => {
  const open = () => openlabel.read(diskTree(kitti!), OPTIONS)

  it('is known for certain', async () => {
    expect((await openlabel.sniff(diskTree(kitti!))).score).toBeGreaterThan(0.9)
  })

  it('has every frame, and sweeps where there are files', async () => {
    const { clip, report, records } = await open()
    expect(report.refused).toEqual([])
    expect(report.notices.map(({ message }) => message.en)).toEqual([
      '154 cuboids of regions to be ignored are kept and not shown',
      'cuboids in CAM_LEFT are read with x forward, y down, z left, sizes length, height, width',
    ])
    expect(clip.frames).toHaveLength(154)
    expect(clip.frames.flatMap(({ sweeps }, index) => (sweeps.length > 0 ? [index] : []))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ])
    expect(clip.sensors.map(({ id }) => id)).toEqual(['VELO_TOP', 'CAM_LEFT', 'CAM_RIGHT'])
    expect(records.filter(({ kind }) => kind === 'cuboid')).toHaveLength(865 - 154)
    expect(records.some(({ id }) => /openlabel:-[12]($|@\d+$)/.test(id))).toBe(false)
  })

  it('has its boxes where an independent reader put them', async () => {
    const imported = await open()
    const { frames, sensors, worldOrigin } = imported.clip
    const expected = JSON.parse(readFileSync(`${kitti}/expected.json`, 'utf8')) as Expected
    const lidarFromEgo = invert(sensors.find(({ id }) => id === 'VELO_TOP')!.egoFromSensor)
    const off = { lidar: 0, yaw: 0, odom: 0 }
    let count = 0
    for (const [name, { boxes }] of Object.entries(expected.frames)) {
      const index = Number(name)
      const frame = frames[index]!
      const { sweep } = await frame.sweeps[0]!.read()
      for (const box of boxes) {
        const cuboid = cuboidsOf(imported).find(
          (one) => one.frame === index && one.trackId === `openlabel:${box.object}`,
        )!
        const inLidar = transformCuboid(lidarFromEgo, cuboid)
        expect(distance(inLidar.extent, box.lwh)).toBeLessThan(1e-9)
        const turn = Math.abs(angleBetween(yawOf(inLidar.rotation), box.yaw_lidar))
        const inOdom = add(transform(frame.worldFromEgo!, cuboid.center), worldOrigin)
        off.lidar = Math.max(off.lidar, distance(inLidar.center, box.center_lidar))
        off.yaw = Math.max(off.yaw, turn)
        off.odom = Math.max(off.odom, distance(inOdom, box.center_odom))
        const inside = countPointsInCuboid(sweep.points, inLidar)
        const allowed = Math.max(2, box.points_inside / 100)
        expect(Math.abs(inside - box.points_inside)).toBeLessThanOrEqual(allowed)
        count += 1
      }
    }
    expect(count).toBe(25)
    // The expected values are rounded to four and five decimals.
    expect(off.lidar).toBeLessThan(1e-4)
    expect(off.odom).toBeLessThan(1e-4)
    expect(off.yaw).toBeLessThan(1e-5)
  })

  it('has cuboids that project into their 2D boxes', async () => {
    const { clip, records } = await open()
    const camera = clip.sensors.find(({ id }) => id === 'CAM_LEFT')!
    if (camera.modality !== 'camera' || camera.model === null) throw new Error('no camera')
    const cameraFromEgo = invert(camera.egoFromSensor)
    const worst = records.map((box) => {
      if (box.kind !== 'box2d' || box.sensorId !== camera.id) return 0
      const cuboid = records.find((one) => one.id === `${box.trackId}@${box.frame}`)
      // A cut box is drawn to the edge of the image in one and beyond it in the other.
      const isCut = box.leftPx < 5 || box.rightPx > 1236
      if (cuboid?.kind !== 'cuboid' || isCut || cuboid.attributes.occluded !== 0) return 0
      const bounds = projectedBounds(camera.model!, cameraFromEgo, cuboid)!
      return Math.abs((bounds.leftPx + bounds.rightPx - box.leftPx - box.rightPx) / 2)
    })
    expect(Math.max(...worst)).toBeLessThan(15)
    expect(worst.filter((px) => px > 0).length).toBeGreaterThan(200)
  })
})

const create = sharedData('formats', 'openlabel', 'openlabel100_test_create_streams_simple.json')

describe.skipIf(create === null)('a document with calibration of its own in each frame', () => {
  it('gives the images of a frame that calibration', async () => {
    const tree = memoryTree({
      'a.json': new Uint8Array(readFileSync(create!)),
      'Camera1/000004.png': '',
      'Camera2/000004.png': '',
    })
    const { clip } = await openlabel.read(tree, OPTIONS)
    const [first, second] = clip.frames[4]!.images
    expect(first).toMatchObject({
      sensorId: 'Camera1',
      calibration: {
        egoFromSensor: { translation: [-0.1, -0.1, 0] },
        model: { focalPx: [1001, 1001] },
      },
    })
    expect(second).toMatchObject({ sensorId: 'Camera2', calibration: null })
    expect(clip.frames.map(({ worldFromEgo }) => worldFromEgo!.translation[0])).toEqual([
      0, 0, 0, 0, 0, 0, -20, 0, 0, 0,
    ])
    expect(clip.frames[0]!.timeUs).toBe(Date.UTC(2020, 3, 11, 12, 0, 1) * 1000)
  })
})
