import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Camera } from '@trueline/annotation'
import {
  add,
  countPointsInCuboid,
  invert,
  project,
  transform,
  transformCuboid,
} from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf, jsonOf } from '../testing/exportSource.ts'
import { expectKeepsAnything } from '../testing/keepsAnything.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { cuboidsIn } from '../testing/oracle.ts'
import { mmdet3dInfo } from './info.ts'

const OPTIONS = { name: 'clip', onto: null }

const made = {
  metainfo: { categories: { car: 0, pedestrian: 1 }, dataset: 'ours', info_version: '1.1' },
  data_list: [
    {
      sample_idx: 0,
      token: 'a',
      timestamp: 12.5,
      instances: [
        { bbox_3d: [10, 2, -1, 4, 2, 1.5, 0.5], bbox_label_3d: 0, num_lidar_pts: 9, bbox_label: 0 },
        {
          bbox_3d: [5, 2, -1, 0.5, 0.5, 1.7, 3],
          bbox_label_3d: 1,
          num_lidar_pts: 4,
          bbox_label: 1,
        },
      ],
    },
  ],
}

describe('the codec of MMDetection3D infos', () => {
  it('writes an edited instance alone anew, with a category it did not have', async () => {
    const imported = await mmdet3dInfo.read(
      memoryTree({ 'infos.json': JSON.stringify(made) }),
      OPTIONS,
    )
    const [target] = cuboidsIn(imported)
    const records = imported.records.map((one) => {
      if (one.id === target!.trackId && one.kind === 'track') return { ...one, category: 'bus' }
      return one.id === target!.id ? { ...target!, center: add(target!.center, [1, 0, 0]) } : one
    })
    const source = exportSourceOf(imported, records)
    const files = await filesOf(mmdet3dInfo.write!(source, { withSensors: false }))
    const { metainfo, data_list } = jsonOf(files, 'infos.json') as typeof made
    expect(metainfo.categories).toEqual({ car: 0, pedestrian: 1, bus: 2 })
    const [first, second] = data_list[0]!.instances
    expect(first).toMatchObject({ bbox_label_3d: 2, num_lidar_pts: 9 })
    expect(first!.bbox_3d[0]).toBe(11)
    expect(second).toEqual(made.data_list[0]!.instances[1])
  })

  it('refuses by name or writes back whatever stands in one place of a file', async () => {
    await expectKeepsAnything(mmdet3dInfo, 'infos.json', made)
  })
})

const real = sharedData('clips', 'nuscenes_frame')

describe.skipIf(real === null)('a real frame of nuScenes', () => {
  it('has in its boxes the points the data set counted, but for eight of 69', async () => {
    const imported = await mmdet3dInfo.read(diskTree(real!), OPTIONS)
    expect(imported.report.refused).toEqual([])
    expect(cuboidsIn(imported)).toHaveLength(69)
    const { sweep } = await imported.clip.frames[0]!.sweeps[0]!.read()
    const lidarFromEgo = invert(imported.clip.sensors[0]!.egoFromSensor)
    const same = cuboidsIn(imported).filter((cuboid) => {
      const inside = countPointsInCuboid(sweep.points, transformCuboid(lidarFromEgo, cuboid))
      return inside === cuboid.pointCount
    })
    expect(same.length).toBeGreaterThanOrEqual(61)
  })

  it('looks along +x of the ego, with six cameras where they were when they fired', async () => {
    const { clip } = await mmdet3dInfo.read(diskTree(real!), OPTIONS)
    const cameras = clip.sensors.filter((one): one is Camera => one.modality === 'camera')
    expect(cameras).toHaveLength(6)
    const front = cameras.find(({ id }) => id === 'CAM_FRONT')!
    expect(front.model).toMatchObject({ widthPx: 1600, heightPx: 900 })
    const ahead = project(front.model!, transform(invert(front.egoFromSensor), [50, 0, 1.5]))
    expect(Math.hypot(ahead![0] - 800, ahead![1] - 450)).toBeLessThan(100)
  })

  it('comes out as it went in', async () => {
    const imported = await mmdet3dInfo.read(diskTree(real!), OPTIONS)
    const source = exportSourceOf(imported)
    const files = await filesOf(mmdet3dInfo.write!(source, { withSensors: false }))
    const before = parseSourceJson(new Uint8Array(readFileSync(join(real!, 'frame.json'))), '')
    const after = parseSourceJson(files['frame.json']!, '')
    // A zero is a zero, whatever its sign.
    expect(JSON.parse(JSON.stringify(after))).toEqual(JSON.parse(JSON.stringify(before)))
  })
})
