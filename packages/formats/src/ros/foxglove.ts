import type { Pose } from '@trueline/geometry'
import type { Structured, StructuredValue } from '../protobuf/descriptors.ts'
import { base64Bytes } from './base64.ts'
import type { CameraInfo, Header, PointCloud, RawImage, Transform } from './messages.ts'
import { parentFromChild } from './messages.ts'

/** Foxglove's number types by number, as PointField's datatypes. */
const DATATYPES = [0, 2, 1, 4, 3, 6, 5, 7, 8]
const SIZES = [0, 1, 1, 2, 2, 4, 4, 4, 8]

/** Foxglove's messages as the ones of ROS they stand for. All throw a RangeError where they are none. */
export const foxglove = {
  header: (message: Structured): Header => ({
    stampNs: stampOf(message),
    frameId: textIn(message, 'frame_id'),
  }),
  pointCloud: (message: Structured): PointCloud => {
    const data = bytesIn(message, 'data')
    const pointStep = numberIn(message, 'point_stride')
    const width = pointStep > 0 ? Math.floor(data.length / pointStep) : 0
    const fields = listIn(message, 'fields').filter(isStructured)
    return {
      header: foxglove.header(message),
      ...{ height: 1, width, isBigEndian: false, pointStep, rowStep: width * pointStep, data },
      fields: fields.map((field) => ({
        name: textIn(field, 'name'),
        offset: numberIn(field, 'offset'),
        datatype: DATATYPES[numberIn(field, 'type')] ?? 0,
        count: SIZES[numberIn(field, 'type')] === 0 ? 0 : 1,
      })),
    }
  },
  /** Where a cloud's points are counted from, in its frame. */
  origin: (message: Structured): Pose | null => {
    const { pose } = message
    if (!isStructured(pose)) return null
    return poseOf(pose.position, pose.orientation)
  },
  rawImage: (message: Structured): RawImage => ({
    header: foxglove.header(message),
    height: numberIn(message, 'height'),
    width: numberIn(message, 'width'),
    encoding: textIn(message, 'encoding'),
    step: numberIn(message, 'step'),
    data: bytesIn(message, 'data'),
  }),
  compressedImage: (message: Structured): Uint8Array => bytesIn(message, 'data'),
  cameraInfo: (message: Structured): CameraInfo => ({
    header: foxglove.header(message),
    height: numberIn(message, 'height'),
    width: numberIn(message, 'width'),
    distortion: textIn(message, 'distortion_model'),
    d: numbersIn(message, 'D'),
    k: numbersIn(message, 'K'),
    p: numbersIn(message, 'P'),
  }),
  transform: (message: Structured): Transform => ({
    header: { stampNs: stampOf(message), frameId: textIn(message, 'parent_frame_id') },
    child: textIn(message, 'child_frame_id'),
    parentFromChild: poseOf(message.translation, message.rotation),
  }),
  transforms: (message: Structured): readonly Transform[] =>
    listIn(message, 'transforms').filter(isStructured).map(foxglove.transform),
}

/** What protobuf leaves out is zero: of a rotation that is the one that turns nothing. */
function poseOf(place: StructuredValue | undefined, turn: StructuredValue | undefined): Pose {
  const [translation, rotation] = [place, turn].map((one) => (isStructured(one) ? one : {})) as [
    Structured,
    Structured,
  ]
  const [x, y, z] = ['x', 'y', 'z'].map((axis) => numberIn(translation, axis)) as [
    number,
    number,
    number,
  ]
  const q = ['x', 'y', 'z', 'w'].map((axis) => numberIn(rotation, axis))
  return parentFromChild([x, y, z, ...(q.every((one) => one === 0) ? [0, 0, 0, 1] : q)])
}

/** `google.protobuf.Timestamp`, or the `sec` and `nsec` of the JSON schema. */
function stampOf({ timestamp }: Structured): bigint {
  if (!isStructured(timestamp)) return 0n
  const part = (...names: readonly string[]): number =>
    names.map((name) => numberIn(timestamp, name)).find((one) => one !== 0) ?? 0
  const [seconds, nanoseconds] = [part('seconds', 'sec'), part('nanos', 'nsec')]
  return BigInt(Math.trunc(seconds)) * 1_000_000_000n + BigInt(Math.trunc(nanoseconds))
}

function isStructured(value: StructuredValue | undefined): value is Structured {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Uint8Array)
  )
}

function numberIn(message: Structured, name: string): number {
  const value = message[name] ?? 0
  if (typeof value !== 'number' || !Number.isFinite(value))
    throw new RangeError(`${name} no number`)
  return value
}

function textIn(message: Structured, name: string): string {
  const value = message[name] ?? ''
  if (typeof value !== 'string') throw new RangeError(`${name} no text`)
  return value.replace(/^\//, '')
}

function listIn(message: Structured, name: string): readonly StructuredValue[] {
  const value = message[name] ?? []
  if (!Array.isArray(value)) throw new RangeError(`${name} no list`)
  return value
}

function numbersIn(message: Structured, name: string): readonly number[] {
  return listIn(message, name).map((_, at, list) => numberIn({ [name]: list[at]! }, name))
}

/** Bytes, in JSON as base64. */
function bytesIn(message: Structured, name: string): Uint8Array {
  const value = message[name] ?? ''
  if (value instanceof Uint8Array) return value
  if (typeof value !== 'string') throw new RangeError(`${name} no bytes`)
  return base64Bytes(value)
}
