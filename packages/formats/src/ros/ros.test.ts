import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Camera } from '@trueline/annotation'
import { fromYaw, type Pose, transform, yawOf } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { BadInputError } from '../badInputError.ts'
import { readImageHeader } from '../imageSize.ts'
import { sniffTree } from '../sniff.ts'
import { diskTree } from '../testing/diskTree.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import {
  bagOf,
  mcapOf,
  type Said,
  sayCloud,
  sayImage,
  sayInfo,
  sayTransform,
} from '../testing/rosRecording.ts'
import { ros } from './ros.ts'

const START = 1_700_000_000_000_000_000n
const STEP = 100_000_000n
const OPTIONS = { name: 'drive', onto: null }
const rosetta = sharedData('formats', 'rosetta')

const pose = (x: number, y: number, yaw = 0): Pose => ({
  translation: [x, y, 0],
  rotation: fromYaw(yaw),
})

/** Three sweeps a tenth of a second apart, of a vehicle that drives 10 m/s along the map's x. */
const said: readonly Said[] = [
  sayTransform('/tf_static', START, {
    ...{ parent: 'base_link', child: 'lidar', pose: pose(1, 0, Math.PI / 2) },
  }),
  sayTransform('/tf_static', START, {
    ...{ parent: 'base_link', child: 'camera_optical_frame', pose: pose(2, 0.5) },
  }),
  sayInfo('/front/camera_info', START, {
    ...{ distortion: 'plumb_bob', d: [0.1, 0.2, 0.3, 0.4, 0.5] },
    k: [500, 0, 320, 0, 510, 240, 0, 0, 1],
  }),
  ...[0, 1, 2].flatMap((frame): readonly Said[] => {
    const ns = START + BigInt(frame) * STEP
    return [
      sayTransform('/tf', ns, { parent: 'map', child: 'base_link', pose: pose(1000 + frame, 50) }),
      sayCloud('/lidar/points', ns, {
        frameId: 'lidar',
        points: [
          [frame, 2, 3, 100, 7],
          [4, 5, 6, 255, 8],
          [7, 8, 9, 0, 9],
          [1, 1, 1, 51, 10],
        ],
      }),
      sayImage('/front/image_raw', ns + STEP / 5n, {
        frameId: 'camera_optical_frame',
        bgr: [1, 2, 3],
      }),
    ]
  }),
]

describe.each([
  ['MCAP', 'a.mcap', () => mcapOf(said)],
  ['ROS 1 bag', 'a.bag', () => Promise.resolve(bagOf(said))],
] as const)('a recording as %s', (_, file, make) => {
  const open = async () => ros.read(memoryTree({ [file]: await make() }), OPTIONS)

  it('is known by its first bytes', async () => {
    const tree = memoryTree({ [file]: await make() })
    expect((await sniffTree(tree))[0]?.codec.id).toBe('ros')
    expect((await ros.sniff(memoryTree({ [file]: 'text' }))).score).toBe(0)
  })

  it('has a frame for each sweep, placed by its transforms', async () => {
    const { clip, report } = await open()
    expect(report).toEqual({ refused: [], notices: [], suggestions: [] })
    expect(clip.frames.map(({ name }) => BigInt(name) - START)).toEqual([0n, STEP, 2n * STEP])
    expect(clip.worldOrigin).toEqual([1000, 50, 0])
    const places = clip.frames.map(({ worldFromEgo }) => worldFromEgo?.translation)
    expect(places).toEqual([0, 1, 2].map((x) => [x, 0, 0]))
    const [lidar] = clip.sensors
    expect(lidar?.id).toBe('lidar_points')
    expect(lidar?.egoFromSensor.translation).toEqual([1, 0, 0])
    expect(yawOf(lidar!.egoFromSensor.rotation)).toBeCloseTo(Math.PI / 2, 12)
  })

  it('has the points of organized clouds with padding, their intensity and rings', async () => {
    const { clip } = await open()
    const { sweep } = await clip.frames[2]!.sweeps[0]!.read()
    const points = [2, 2, 3, 100 / 255, 4, 5, 6, 1, 7, 8, 9, 0, 1, 1, 1, 0.2]
    expect([...sweep.points]).toEqual(points.map(Math.fround))
    expect([...sweep.ring!]).toEqual([7, 8, 9, 10])
  })

  it('has cameras with their lens, where they stood when they fired', async () => {
    const { clip } = await open()
    const camera = clip.sensors.find((one): one is Camera => one.modality === 'camera')
    expect(camera?.model).toMatchObject({
      lens: 'brownConrady',
      focalPx: [500, 510],
      centerPx: [320, 240],
      radial: [0.1, 0.2, 0.5, 0, 0, 0],
      tangential: [0.3, 0.4],
    })
    const [image] = clip.frames[1]!.images
    // A fifth of the way to the next sweep, 0.2 m on.
    const [x] = transform(image!.calibration!.egoFromSensor, [0, 0, 0])
    expect(x).toBeCloseTo(2.2, 6)
    expect(readImageHeader(await image!.read())).toMatchObject({ widthPx: 3, heightPx: 2 })
  })

  it('is refused by name where it is cut, and its messages one by one where they are', async () => {
    const bytes = await make()
    const cut = memoryTree({ [file]: bytes.slice(0, bytes.length - 300) })
    await expect(ros.read(cut, OPTIONS)).rejects.toThrow(BadInputError)
  })
})

describe('a recording', () => {
  it('without transforms is a clip in the space of its lidar, and says so', async () => {
    const clouds = said.filter(({ type }) => type.endsWith('PointCloud2'))
    const { clip, report } = await ros.read(memoryTree({ 'a.bag': bagOf(clouds) }), OPTIONS)
    expect(clip.frames.map(({ worldFromEgo }) => worldFromEgo)).toEqual([null, null, null])
    expect(report.notices.map(({ message }) => message.en).join()).toContain('where the vehicle')
  })

  it('without sweeps is refused, naming what it has', async () => {
    const infos = said.filter(({ type }) => type.endsWith('CameraInfo'))
    const tree = memoryTree({ 'a.bag': bagOf(infos) })
    await expect(ros.read(tree, OPTIONS)).rejects.toThrow('/front/camera_info')
  })

  it.skipIf(rosetta === null)('of the synthetic clip has its sweeps where they were', async () => {
    const { clip, report } = await ros.read(diskTree(join(rosetta!, 'ros2')), OPTIONS)
    expect(report.refused).toEqual([])
    const truth = JSON.parse(readFileSync(join(rosetta!, 'truth.json'), 'utf8')) as {
      readonly frames: readonly { readonly T_global_ego: readonly number[] }[]
    }
    for (const [index, { T_global_ego: m }] of truth.frames.entries()) {
      const frame = clip.frames[index]!
      const { points } = (await frame.sweeps[0]!.read()).sweep
      const bin = readFileSync(join(rosetta!, `pointcloud/kitti_bin/00000${index}.bin`))
      const own = new Float32Array(new Uint8Array(bin).buffer)
      expect(points.filter((_, at) => at % 4 < 3)).toEqual(own.filter((_, at) => at % 4 < 3))
      const [x, y, z] = frame.worldFromEgo!.translation
      const [ox, oy, oz] = clip.worldOrigin
      expect(Math.hypot(x + ox - m[3]!, y + oy - m[7]!, z + oz - m[11]!)).toBeLessThan(1e-3)
    }
  })
})
