import {
  compose,
  fromMatrix3,
  type Pose,
  toMatrix4,
  transform,
  type Vec3,
} from '@trueline/geometry'
import { zlibSync } from 'fflate'
import { delimited, encodeProto, joined } from '../../../protobuf/protobuf.ts'
import { LABEL } from '../../schema.ts'
import { maskedCrc32c } from '../crc32c.ts'

/** A plane of the world, the points whose product with `normal` is `offset`. */
export type Plane = { readonly normal: Vec3; readonly offset: number }

/** A turn of a lidar while its vehicle drives, among planes. */
export type Turn = {
  readonly egoFromSensor: Pose
  /** Lowest first. */
  readonly inclinations: readonly number[]
  readonly columns: number
  readonly planes: readonly Plane[]
  /** The vehicle in the world, by the share of the turn that has passed. */
  readonly worldFromEgoAt: (share: number) => Pose
  /** Rotation of the vehicle as roll, pitch and yaw, by the same share. */
  readonly anglesAt: (share: number) => Vec3
}

/** A `Frame` to be written. */
export type FrameParts = {
  readonly context: string
  readonly timeUs: number
  readonly worldFromEgo: Pose
  readonly turn: Turn
  readonly camera: {
    readonly vehicleFromCamera: Pose
    readonly worldFromEgo: Pose
    readonly image: Uint8Array
  }
  readonly labels: readonly {
    readonly id: string
    readonly center: Vec3
    readonly heading: number
  }[]
}

const TOP = 1
const FRONT = 1
const VEHICLE = 1

/** Turns of the z, y and x axis one after the other, written out: no code that is tested has a part in it. */
export function poseFromAngles([roll, pitch, yaw]: Vec3, translation: Vec3): Pose {
  const z = fromMatrix3([
    Math.cos(yaw),
    -Math.sin(yaw),
    0,
    Math.sin(yaw),
    Math.cos(yaw),
    0,
    0,
    0,
    1,
  ])
  const y = fromMatrix3([
    Math.cos(pitch),
    0,
    Math.sin(pitch),
    0,
    1,
    0,
    -Math.sin(pitch),
    0,
    Math.cos(pitch),
  ])
  const x = fromMatrix3([
    1,
    0,
    0,
    0,
    Math.cos(roll),
    -Math.sin(roll),
    0,
    Math.sin(roll),
    Math.cos(roll),
  ])
  const turned = [z, y, x].map((rotation): Pose => ({ translation: [0, 0, 0], rotation }))
  return { translation, rotation: turned.reduce(compose).rotation }
}

/** A `.tfrecord` of such frames. */
export function segmentFile(frames: readonly FrameParts[]): Uint8Array {
  return joined(frames.map((one) => tfRecord(frameMessage(one))))
}

/** Bytes as a record of TensorFlow's. */
export function tfRecord(bytes: Uint8Array): Uint8Array {
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(bytes.length), true)
  return joined([length, checksum(length), bytes, checksum(bytes)])
}

function checksum(bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(4)
  new DataView(out.buffer).setUint32(0, maskedCrc32c(bytes), true)
  return out
}

/** A frame as a `Frame` of dataset.proto. */
export function frameMessage(parts: FrameParts): Uint8Array {
  const { context, timeUs, worldFromEgo, turn, camera, labels } = parts
  return joined([
    delimited(
      1,
      joined([
        delimited(1, new TextEncoder().encode(context)),
        delimited(2, cameraCalibration(camera.vehicleFromCamera)),
        delimited(3, laserCalibration(turn)),
      ]),
    ),
    int(2, timeUs),
    pose(3, worldFromEgo),
    delimited(4, joined([int(1, FRONT), delimited(2, camera.image), pose(3, camera.worldFromEgo)])),
    delimited(5, laser(turn)),
    ...labels.map(({ id, center, heading }) => {
      const [center_x, center_y, center_z] = center
      const box = { center_x, center_y, center_z, length: 4, width: 2, height: 1.5, heading }
      return delimited(6, encodeProto({ box, type: VEHICLE, id }, LABEL))
    }),
    delimited(
      8,
      joined([
        int(1, FRONT),
        delimited(
          2,
          encodeProto(
            { box: { center_x: 100, center_y: 50, length: 40, width: 20 }, type: VEHICLE, id: 'c' },
            LABEL,
          ),
        ),
      ]),
    ),
  ])
}

function cameraCalibration(vehicleFromCamera: Pose): Uint8Array {
  const intrinsic = [2000, 2010, 960, 640, 0.01, -0.02, 0.001, 0.002, 0.003]
  return joined([
    int(1, FRONT),
    ...intrinsic.map((value) => double(2, value)),
    pose(3, vehicleFromCamera),
    int(4, 1920),
    int(5, 1280),
  ])
}

function laserCalibration({ egoFromSensor, inclinations }: Turn): Uint8Array {
  return joined([
    int(1, TOP),
    ...inclinations.map((value) => double(2, value)),
    pose(5, egoFromSensor),
  ])
}

/** What a turning lidar would measure of the planes: the nearest of them first, the next one second. */
function laser(turn: Turn): Uint8Array {
  const { inclinations, columns, egoFromSensor, planes } = turn
  const rows = inclinations.length
  const m = toMatrix4(egoFromSensor)
  const turned = Math.atan2(m[4]!, m[0]!)
  const images = [0, 1].map(() => new Float32Array(rows * columns * 4).fill(-1))
  const poses = new Float32Array(rows * columns * 6)
  for (let pixel = 0; pixel < rows * columns; pixel++) {
    const [row, column] = [Math.floor(pixel / columns), pixel % columns]
    const share = column / columns
    const worldFromEgo = turn.worldFromEgoAt(share)
    poses.set([...turn.anglesAt(share), ...worldFromEgo.translation], pixel * 6)
    const inclination = inclinations[rows - 1 - row]!
    const azimuth = Math.PI * (1 - (2 * column + 1) / columns) - turned
    const flat = Math.cos(inclination)
    const ray: Vec3 = [flat * Math.cos(azimuth), flat * Math.sin(azimuth), Math.sin(inclination)]
    const worldFromSensor = compose(worldFromEgo, egoFromSensor)
    const start = worldFromSensor.translation
    const end = transform(worldFromSensor, ray)
    const ranges = planes
      .map(
        ({ normal, offset }) =>
          (offset - dot(normal, start)) / (dot(normal, end) - dot(normal, start)),
      )
      .filter((range) => range > 0 && range < 75)
      .toSorted((a, b) => a - b)
    for (const [at, image] of images.entries()) {
      const range = ranges[at]
      if (range !== undefined) image.set([range, 0.5, 0, -1], pixel * 4)
    }
  }
  const [first, second] = images.map((values) => matrix(values, [rows, columns, 4])) as [
    Uint8Array,
    Uint8Array,
  ]
  return joined([
    int(1, TOP),
    delimited(2, joined([delimited(2, first), delimited(4, matrix(poses, [rows, columns, 6]))])),
    delimited(3, delimited(2, second)),
  ])
}

function matrix(values: Float32Array, dims: readonly number[]): Uint8Array {
  const shape = joined(dims.map((dim) => int(1, dim)))
  return zlibSync(joined([delimited(1, new Uint8Array(values.buffer)), delimited(2, shape)]))
}

function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

function pose(field: number, value: Pose): Uint8Array {
  return delimited(field, joined(toMatrix4(value).map((one) => double(1, one))))
}

function double(field: number, value: number): Uint8Array {
  return joined([Uint8Array.of(field * 8 + 1), new Uint8Array(Float64Array.of(value).buffer)])
}

function int(field: number, value: number): Uint8Array {
  return encodeProto({ value }, { [field]: ['value', 'int'] })
}
