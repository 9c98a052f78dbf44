import type { Pose } from '@trueline/geometry'
import { type Encoding, openWire, type Wire } from './wire.ts'

/** What messages begin with. */
export type Header = { readonly stampNs: bigint; readonly frameId: string }

/** sensor_msgs/PointCloud2. */
export type PointCloud = {
  readonly header: Header
  readonly height: number
  readonly width: number
  readonly fields: readonly {
    readonly name: string
    readonly offset: number
    readonly datatype: number
    readonly count: number
  }[]
  readonly isBigEndian: boolean
  readonly pointStep: number
  readonly rowStep: number
  readonly data: Uint8Array
}

/** sensor_msgs/Image. */
export type RawImage = {
  readonly header: Header
  readonly height: number
  readonly width: number
  readonly encoding: string
  readonly step: number
  readonly data: Uint8Array
}

/** sensor_msgs/CameraInfo as far as projecting goes. */
export type CameraInfo = {
  readonly header: Header
  readonly height: number
  readonly width: number
  readonly distortion: string
  readonly d: readonly number[]
  readonly k: readonly number[]
  /** 3 × 4, of the rectified image. */
  readonly p: readonly number[]
}

/** One transform: `parentFromChild` at a time. */
export type Transform = {
  readonly header: Header
  readonly child: string
  readonly parentFromChild: Pose
}

/** A message of a type. All throw a RangeError where it ends too early. */
export const decodeMessage = {
  header: (bytes: Uint8Array, encoding: Encoding): Header => {
    return headerOf(openWire(bytes, encoding), encoding)
  },
  pointCloud: (bytes: Uint8Array, encoding: Encoding): PointCloud => {
    const wire = openWire(bytes, encoding)
    return {
      header: headerOf(wire, encoding),
      height: wire.u32(),
      width: wire.u32(),
      fields: wire.list(() => ({
        name: wire.text(),
        offset: wire.u32(),
        datatype: wire.u8(),
        count: wire.u32(),
      })),
      isBigEndian: wire.u8() !== 0,
      pointStep: wire.u32(),
      rowStep: wire.u32(),
      data: wire.bytes(),
    }
  },
  image: (bytes: Uint8Array, encoding: Encoding): RawImage => {
    const wire = openWire(bytes, encoding)
    const [header, height, width] = [headerOf(wire, encoding), wire.u32(), wire.u32()]
    const colors = wire.text()
    wire.u8()
    return { header, height, width, encoding: colors, step: wire.u32(), data: wire.bytes() }
  },
  compressedImage: (bytes: Uint8Array, encoding: Encoding): Uint8Array => {
    const wire = openWire(bytes, encoding)
    headerOf(wire, encoding)
    wire.text()
    return wire.bytes()
  },
  cameraInfo: (bytes: Uint8Array, encoding: Encoding): CameraInfo => {
    const wire = openWire(bytes, encoding)
    const [header, height, width] = [headerOf(wire, encoding), wire.u32(), wire.u32()]
    const distortion = wire.text()
    const d = wire.list(wire.f64)
    const [k, , p] = [wire.doubles(9), wire.doubles(9), wire.doubles(12)]
    return { header, height, width, distortion, d, k, p }
  },
  transforms: (bytes: Uint8Array, encoding: Encoding): readonly Transform[] => {
    const wire = openWire(bytes, encoding)
    return wire.list(() => transformOf(wire, encoding))
  },
  /** nav_msgs/Odometry: where its child is in its frame. */
  odometry: (bytes: Uint8Array, encoding: Encoding): Transform => {
    return transformOf(openWire(bytes, encoding), encoding)
  },
}

/** A `std_msgs/Header`. */
export function headerOf(wire: Wire, encoding: Encoding): Header {
  if (encoding === 'ros1') wire.u32()
  const seconds = encoding === 'ros1' ? wire.u32() : wire.i32()
  const nanoseconds = wire.u32()
  const stampNs = BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds)
  return { stampNs, frameId: wire.text().replace(/^\//, '') }
}

function transformOf(wire: Wire, encoding: Encoding): Transform {
  const header = headerOf(wire, encoding)
  const child = wire.text().replace(/^\//, '')
  return { header, child, parentFromChild: parentFromChild(wire.doubles(7)) }
}

/** The pose of x, y, z and a quaternion x, y, z, w. @throws {RangeError} when it is none. */
export function parentFromChild(values: readonly number[]): Pose {
  const [x = 0, y = 0, z = 0, qx = 0, qy = 0, qz = 0, qw = 1] = values
  const length = Math.hypot(qx, qy, qz, qw)
  if (!(length > 0.5 && length < 2) || ![x, y, z].every(Number.isFinite)) {
    throw new RangeError(`rotation ${[qx, qy, qz, qw].join(' ')}`)
  }
  const rotation = [qx / length, qy / length, qz / length, qw / length] as const
  return { translation: [x, y, z], rotation }
}
