import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Camera } from '@trueline/annotation'
import { compose, distance } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { codecById } from '../codecs.ts'
import { writePcd } from '../pcd/writePcd.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { referenceClip } from '../testing/pairs.ts'

const once = codecById('once')!
const json = readFileSync(
  fileURLToPath(new URL('../labels/testdata/once/data/000001/000001.json', import.meta.url)),
  'utf8',
)
const OPTIONS = { name: 'x', onto: null }
const PNG = Uint8Array.from([
  ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
  ...[0, 0, 7, 128, 0, 0, 4, 176, 8, 2, 0, 0, 0],
])

const camerasIn = (sensors: readonly { readonly modality: string }[]): readonly Camera[] =>
  sensors.filter((one): one is Camera => one.modality === 'camera')

describe('a sequence of ONCE', () => {
  it('has its cameras where they stand, with the lens of their calibration', async () => {
    const { clip, report } = await once.read(memoryTree({ '000001.json': json }), OPTIONS)
    expect(report.refused).toEqual([])
    const [camera] = camerasIn(clip.sensors)
    const reference = await referenceClip()
    const [expected] = camerasIn(reference.sensors)
    const lidar = reference.sensors.find(({ modality }) => modality === 'lidar')!
    // Its ego is the lidar.
    const placed = compose(lidar.egoFromSensor, camera!.egoFromSensor)
    expect(distance(placed.translation, expected!.egoFromSensor.translation)).toBeLessThan(1e-6)
    const inner = placed.rotation.reduce(
      (sum, part, at) => sum + part * expected!.egoFromSensor.rotation[at]!,
      0,
    )
    expect(Math.abs(inner)).toBeCloseTo(1, 9)
    expect(camera!.model).toMatchObject({ lens: 'pinhole', focalPx: [1250.5, 1248.25] })
  })

  it('has the images of its frames, and sweeps beside them', async () => {
    const points = Float32Array.from([1, 2, 3, 0.5])
    const sweep = writePcd({ points, ring: null, timeOffset: null })
    const tree = memoryTree({
      '000001/000001.json': json,
      '000001/cam01/1700001000123.png': PNG,
      '000001/lidar_roof/1700001000123.pcd': sweep,
    })
    const { clip } = await once.read(tree, OPTIONS)
    const [frame, ...others] = clip.frames
    expect(frame!.images.map(({ file }) => file)).toEqual(['000001/cam01/1700001000123.png'])
    expect(frame!.sweeps).toHaveLength(1)
    expect(others.flatMap(({ images }) => images)).toEqual([])
    const [camera] = camerasIn(clip.sensors)
    expect(camera!.model).toMatchObject({ widthPx: 1920, heightPx: 1200 })
  })

  it('with a camera that makes no sense is read without it', async () => {
    const wrong = json.replace('"cam_intrinsic"', '"cam_unknown"')
    const { clip, report } = await once.read(memoryTree({ 'a.json': wrong }), OPTIONS)
    expect(camerasIn(clip.sensors)).toEqual([])
    expect(report.refused.map(({ place }) => place.en)).toEqual(['/calib/cam01/cam_intrinsic'])
  })
})
