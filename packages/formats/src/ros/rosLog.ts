import type { Structured } from '../protobuf/descriptors.ts'
import type { Encoding } from './wire.ts'

/** A topic of a recording. */
export type Topic = {
  readonly name: string
  /** As ROS 1 has it: `sensor_msgs/PointCloud2`; else with its package: `foxglove.PointCloud`. */
  readonly type: string
} & (
  | { readonly encoding: Encoding }
  | {
      /** Protobuf or JSON. */
      readonly encoding: 'structured'
      /** A message by the names of its fields. @throws {RangeError} where it is broken. */
      readonly parse: (bytes: Uint8Array) => Structured
    }
)

/** A message where it lies; its bytes are read when asked for. */
export type Logged = {
  readonly topic: Topic
  /** Nanoseconds since 1970 when it was recorded. */
  readonly logNs: bigint
  readonly read: () => Promise<Uint8Array>
}

/** A recording of messages, whatever the container. */
export type RosLog = {
  readonly topics: readonly Topic[]
  /** Topics of other encodings, with what they are of. */
  readonly unread: readonly { readonly name: string; readonly type: string }[]
  /** The messages of some topics in the order of the file, each with its bytes. */
  readonly messages: (
    topics: readonly Topic[],
  ) => AsyncIterable<Logged & { readonly bytes: Uint8Array }>
}
