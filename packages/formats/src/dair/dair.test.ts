import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Camera } from '@trueline/annotation'
import { invert, project, transform } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { memoryTree } from '../testing/memoryTree.ts'
import { dair } from './dair.ts'

const label = (frame: string): string =>
  readFileSync(
    fileURLToPath(
      new URL(`../labels/testdata/dair-v2x/label/lidar/${frame}.json`, import.meta.url),
    ),
    'utf8',
  )
const OPTIONS = { name: 'x', onto: null }
const PNG = Uint8Array.from([
  ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
  ...[0, 0, 7, 128, 0, 0, 4, 56, 8, 2, 0, 0, 0],
])
const inner = (focal: number): string =>
  JSON.stringify({ cam_D: [-0.3, 0.1, 0, 0, 0], cam_K: [focal, 0, 960, 0, focal, 540, 0, 0, 1] })
/** The lidar in the camera, three rows and a column, as the set has it. */
const ROTATION = [
  [0, -1, 0],
  [0, 0, -1],
  [1, 0, 0],
]
const outer = { rotation: ROTATION, translation: [[0.5], [2], [-1]] }
const side = (name: string, frame: string): string => `${name}/calib/${frame}.json`
const TREE = {
  'vehicle-side/label/lidar/000000.json': label('000000'),
  'vehicle-side/label/lidar/000001.json': label('000001'),
  [side('vehicle-side', 'camera_intrinsic/000000')]: inner(2000),
  [side('vehicle-side', 'lidar_to_camera/000000')]: JSON.stringify(outer),
  'vehicle-side/image/000000.png': PNG,
  [side('vehicle-side', 'camera_intrinsic/000001')]: inner(2100),
  [side('vehicle-side', 'lidar_to_camera/000001')]: JSON.stringify({ transform: outer }),
  'vehicle-side/image/000001.png': PNG,
  [side('infrastructure-side', 'virtuallidar_to_camera/000000')]: '{}',
}

describe('a side of DAIR-V2X', () => {
  it('has its camera where the calibration puts it, without the lens that is out of the images', async () => {
    const { clip, report } = await dair.read(memoryTree(TREE), OPTIONS)
    expect(report.refused).toEqual([])
    const [camera, ...others] = clip.sensors.filter((one): one is Camera => {
      return one.modality === 'camera'
    })
    expect(others).toEqual([])
    expect(camera!.model).toMatchObject({ lens: 'pinhole', widthPx: 1920, heightPx: 1080 })
    // R p + t of the lidar's (20, 1, 0.5) is (-0.5, 1.5, 19).
    const pixel = project(camera!.model!, transform(invert(camera!.egoFromSensor), [20, 1, 0.5]))!
    expect(pixel[0]).toBeCloseTo(960 + (2000 * -0.5) / 19, 9)
    expect(pixel[1]).toBeCloseTo(540 + (2000 * 1.5) / 19, 9)
  })

  it('has an image a frame, and the calibration of that frame where it differs', async () => {
    const { clip } = await dair.read(memoryTree(TREE), OPTIONS)
    const images = clip.frames.flatMap((frame) => frame.images)
    expect(images.map(({ file }) => file)).toEqual([
      'vehicle-side/image/000000.png',
      'vehicle-side/image/000001.png',
    ])
    expect(images.map(({ calibration }) => calibration?.model?.focalPx[0] ?? null)).toEqual([
      null,
      2100,
    ])
  })

  it('without a calibration that makes sense is read all the same, and told so by place', async () => {
    const bent = JSON.stringify({ ...outer, rotation: [[1, 1, 1], ...ROTATION.slice(1)] })
    const tree = { ...TREE, [side('vehicle-side', 'lidar_to_camera/000000')]: bent }
    const { clip, report } = await dair.read(memoryTree(tree), OPTIONS)
    expect(report.refused.map(({ file, place }) => `${file}${place.en}`)).toEqual([
      'vehicle-side/calib/lidar_to_camera/000000.json/rotation',
    ])
    expect(clip.frames.map(({ images }) => images.length)).toEqual([0, 1])
  })
})
