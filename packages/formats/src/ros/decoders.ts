import type { Pose } from '@trueline/geometry'
import type { Structured } from '../protobuf/descriptors.ts'
import { foxglove } from './foxglove.ts'
import { LIVOX_TYPES, livoxCloud } from './livox.ts'
import {
  type CameraInfo,
  decodeMessage,
  type Header,
  type PointCloud,
  type RawImage,
  type Transform,
} from './messages.ts'
import type { Topic } from './rosLog.ts'

/** How messages of a topic are read, by what they are. All throw a RangeError where one is broken. */
export type Decoder =
  | {
      readonly kind: 'cloud'
      readonly header: (bytes: Uint8Array) => Header
      readonly cloud: (bytes: Uint8Array) => PointCloud
      /** Where the points are counted from, in the frame of the header; `null` for its own origin. */
      readonly origin: (bytes: Uint8Array) => Pose | null
    }
  | {
      readonly kind: 'image'
      readonly header: (bytes: Uint8Array) => Header
      /** A file's bytes, or pixels. */
      readonly image: (bytes: Uint8Array) => Uint8Array | RawImage
    }
  | { readonly kind: 'info'; readonly info: (bytes: Uint8Array) => CameraInfo }
  | {
      readonly kind: 'transforms'
      readonly transforms: (bytes: Uint8Array) => readonly Transform[]
      /** Whether they never change; `null` where nothing says so. */
      readonly isStatic: boolean | null
    }

/** How a topic's messages are read; `null` for what is not. */
export function decoderOf(topic: Topic): Decoder | null {
  const { encoding, type, name } = topic
  if (encoding === 'structured') return foxgloveDecoder(type, topic.parse)
  const header = (bytes: Uint8Array): Header => decodeMessage.header(bytes, encoding)
  if (LIVOX_TYPES.includes(type)) {
    return { kind: 'cloud', header, cloud: (bytes) => livoxCloud(bytes, encoding), origin: none }
  }
  switch (type) {
    case 'sensor_msgs/PointCloud2':
      return {
        ...{ kind: 'cloud', header, origin: none },
        cloud: (bytes) => decodeMessage.pointCloud(bytes, encoding),
      }
    case 'sensor_msgs/Image':
      return { kind: 'image', header, image: (bytes) => decodeMessage.image(bytes, encoding) }
    case 'sensor_msgs/CompressedImage':
      return {
        ...{ kind: 'image', header },
        image: (bytes) => decodeMessage.compressedImage(bytes, encoding),
      }
    case 'sensor_msgs/CameraInfo':
      return { kind: 'info', info: (bytes) => decodeMessage.cameraInfo(bytes, encoding) }
    case 'tf2_msgs/TFMessage':
    case 'tf/tfMessage':
      return {
        ...{ kind: 'transforms', isStatic: name.endsWith('tf_static') },
        transforms: (bytes) => decodeMessage.transforms(bytes, encoding),
      }
    case 'nav_msgs/Odometry':
      return {
        ...{ kind: 'transforms', isStatic: false },
        transforms: (bytes) => [decodeMessage.odometry(bytes, encoding)],
      }
    default:
      return null
  }
}

function foxgloveDecoder(type: string, parse: (bytes: Uint8Array) => Structured): Decoder | null {
  const header = (bytes: Uint8Array): Header => foxglove.header(parse(bytes))
  switch (type) {
    case 'foxglove.PointCloud':
      return {
        ...{ kind: 'cloud', header },
        cloud: (bytes) => foxglove.pointCloud(parse(bytes)),
        origin: (bytes) => foxglove.origin(parse(bytes)),
      }
    case 'foxglove.RawImage':
      return { kind: 'image', header, image: (bytes) => foxglove.rawImage(parse(bytes)) }
    case 'foxglove.CompressedImage':
      return { kind: 'image', header, image: (bytes) => foxglove.compressedImage(parse(bytes)) }
    case 'foxglove.CameraCalibration':
      return { kind: 'info', info: (bytes) => foxglove.cameraInfo(parse(bytes)) }
    case 'foxglove.FrameTransform':
      return {
        ...{ kind: 'transforms', isStatic: null },
        transforms: (bytes) => [foxglove.transform(parse(bytes))],
      }
    case 'foxglove.FrameTransforms':
      return {
        ...{ kind: 'transforms', isStatic: null },
        transforms: (bytes) => foxglove.transforms(parse(bytes)),
      }
    default:
      return null
  }
}

function none(): null {
  return null
}
