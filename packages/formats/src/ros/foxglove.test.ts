import type { Camera } from '@trueline/annotation'
import { fromYaw, transform, yawOf } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { readImageHeader } from '../imageSize.ts'
import { type FoxgloveSaid, foxgloveMcap, type Value } from '../testing/foxgloveRecording.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { bagOf, mcapOf, type Said } from '../testing/rosRecording.ts'
import { base64Bytes } from './base64.ts'
import { ros } from './ros.ts'

const START = 1_700_000_000_000_000_000n
const STEP = 100_000_000n
const OPTIONS = { name: 'drive', onto: null }

/** Two points of x, y, z, intensity and ring in 20 bytes each. */
function cloudData(frame: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(40))
  for (const [index, row] of [
    [frame, 2, 3, 100, 7],
    [4, 5, 6, 255, 8],
  ].entries()) {
    for (const [column, value] of row.slice(0, 4).entries()) {
      view.setFloat32(index * 20 + column * 4, value, true)
    }
    view.setUint16(index * 20 + 16, row[4]!, true)
  }
  return new Uint8Array(view.buffer)
}

function placed(
  [parent, child]: readonly [string, string],
  [x, y]: readonly [number, number],
  yaw = 0,
) {
  const [qx, qy, qz, qw] = fromYaw(yaw)
  return {
    ...{ parent_frame_id: parent, child_frame_id: child },
    ...{ translation: { x, y, z: 0 }, rotation: { x: qx, y: qy, z: qz, w: qw } },
  }
}

const FIELDS: Value = [
  ...['x', 'y', 'z', 'intensity'].map((name, at) => ({ name, offset: at * 4, type: 7 })),
  { name: 'ring', offset: 16, type: 3 },
]

const said: readonly FoxgloveSaid[] = [
  {
    ...{ topic: '/tf', type: 'foxglove.FrameTransform', ns: START },
    value: placed(['base_link', 'lidar'], [1, 0], Math.PI / 2),
  },
  {
    ...{ topic: '/tf', type: 'foxglove.FrameTransform', ns: START },
    value: placed(['base_link', 'camera'], [2, 0.5]),
  },
  {
    ...{ topic: '/front/calibration', type: 'foxglove.CameraCalibration', ns: START },
    value: {
      ...{ width: 640, height: 480, distortion_model: 'plumb_bob', frame_id: 'camera' },
      ...{ D: [0.1, 0.2, 0.3, 0.4, 0.5], K: [500, 0, 320, 0, 510, 240, 0, 0, 1], P: [] },
    },
  },
  ...[0, 1, 2].flatMap((frame): readonly FoxgloveSaid[] => {
    const ns = START + BigInt(frame) * STEP
    return [
      {
        ...{ topic: '/tf', type: 'foxglove.FrameTransform', ns },
        value: placed(['map', 'base_link'], [1000 + frame, 50]),
      },
      {
        ...{ topic: '/lidar', type: 'foxglove.PointCloud', ns },
        value: {
          ...{ frame_id: 'lidar', point_stride: 20, fields: FIELDS, data: cloudData(frame) },
          pose: { position: { x: 10, y: 0, z: 0 }, orientation: { x: 0, y: 0, z: 0, w: 1 } },
        },
      },
      {
        ...{ topic: '/front/image', type: 'foxglove.RawImage', ns: ns + STEP / 5n },
        value: {
          ...{ width: 3, height: 2, encoding: 'rgb8', step: 9, frame_id: 'camera' },
          data: new Uint8Array(18).fill(7),
        },
      },
    ]
  }),
]

describe.each(['protobuf', 'json'] as const)(
  'a recording of Foxglove’s schemas in %s',
  (encoding) => {
    const open = async () =>
      ros.read(memoryTree({ 'a.mcap': await foxgloveMcap(said, encoding) }), OPTIONS)

    it('has frames placed by its transforms; what is told once stands still', async () => {
      const { clip, report } = await open()
      expect(report).toEqual({ refused: [], notices: [], suggestions: [] })
      expect(clip.frames.map(({ name }) => BigInt(name) - START)).toEqual([0n, STEP, 2n * STEP])
      expect(clip.frames.map(({ worldFromEgo }) => worldFromEgo?.translation)).toEqual(
        [0, 1, 2].map((x) => [x, 0, 0]),
      )
      const [lidar] = clip.sensors
      expect(lidar?.egoFromSensor.translation).toEqual([1, 0, 0])
      expect(yawOf(lidar!.egoFromSensor.rotation)).toBeCloseTo(Math.PI / 2, 12)
    })

    it('has points counted from the cloud’s own pose, their intensity and rings', async () => {
      const { clip } = await open()
      const { sweep } = await clip.frames[2]!.sweeps[0]!.read()
      expect([...sweep.points]).toEqual([12, 2, 3, 100 / 255, 14, 5, 6, 1].map(Math.fround))
      expect([...sweep.ring!]).toEqual([7, 8])
    })

    it('has cameras with their lens and pictures', async () => {
      const { clip } = await open()
      const camera = clip.sensors.find((one): one is Camera => one.modality === 'camera')
      expect(camera?.model).toMatchObject({
        ...{ lens: 'brownConrady', focalPx: [500, 510], centerPx: [320, 240] },
        ...{ radial: [0.1, 0.2, 0.5, 0, 0, 0], tangential: [0.3, 0.4] },
      })
      const [image] = clip.frames[1]!.images
      expect(transform(image!.calibration!.egoFromSensor, [0, 0, 0])[0]).toBeCloseTo(2.2, 6)
      expect(readImageHeader(await image!.read())).toMatchObject({ widthPx: 3, heightPx: 2 })
    })

    it('with a broken message names it and reads the others', async () => {
      const short = said.map((one) =>
        one.type === 'foxglove.PointCloud' && one.ns === START
          ? { ...one, value: { ...one.value, point_stride: 0 } }
          : one,
      )
      const tree = memoryTree({ 'a.mcap': await foxgloveMcap(short, encoding) })
      const { clip } = await ros.read(tree, OPTIONS)
      await expect(clip.frames[0]!.sweeps[0]!.read()).rejects.toThrow('topic /lidar')
      expect((await clip.frames[1]!.sweeps[0]!.read()).sweep.points).toHaveLength(8)
    })
  },
)

describe('Livox’ own messages', () => {
  const points = [
    { offset: 0, at: [1, 2, 3], reflectivity: 51, line: 0 },
    { offset: 50_000_000, at: [4, 5, 6], reflectivity: 255, line: 3 },
  ] as const
  const livox = (type: string): readonly Said[] =>
    [0n, STEP].map((later) => ({
      ...{ topic: '/livox/lidar', type, ns: START + later },
      write: (put, header) => {
        header('livox_frame')
        put.f64(0)
        put.u32(points.length)
        for (const byte of [1, 0, 0, 0]) put.u8(byte)
        put.u32(points.length)
        for (const { offset, at, reflectivity, line } of points) {
          put.u32(offset)
          for (const value of at) put.u32(new Uint32Array(Float32Array.of(value).buffer)[0]!)
          put.u8(reflectivity)
          put.u8(0)
          put.u8(line)
        }
      },
    }))

  it.each([
    ['a ROS 1 bag', 'a.bag', () => Promise.resolve(bagOf(livox('livox_ros_driver/CustomMsg')))],
    ['MCAP', 'a.mcap', () => mcapOf(livox('livox_ros_driver2/CustomMsg'))],
  ] as const)('are read from %s: places, reflectivity, lines and times', async (_, file, make) => {
    const { clip, report } = await ros.read(memoryTree({ [file]: await make() }), OPTIONS)
    expect(report.refused).toEqual([])
    expect(clip.frames).toHaveLength(2)
    const { sweep } = await clip.frames[1]!.sweeps[0]!.read()
    expect([...sweep.points]).toEqual([1, 2, 3, 0.2, 4, 5, 6, 1].map(Math.fround))
    expect([...sweep.ring!]).toEqual([0, 3])
    expect([...sweep.timeOffset!]).toEqual([0, 0.05].map(Math.fround))
  })
})

describe('base64', () => {
  it.each([0, 1, 2, 3, 4, 61])('of %i bytes gives them back', (length) => {
    const bytes = Uint8Array.from({ length }, (_, at) => (at * 77) & 255)
    expect(base64Bytes(Buffer.from(bytes).toString('base64'))).toEqual(bytes)
  })
  it('of what is none is refused', () => {
    expect(() => base64Bytes('ab*d')).toThrow(RangeError)
    expect(() => base64Bytes('abcde')).toThrow(RangeError)
  })
})
