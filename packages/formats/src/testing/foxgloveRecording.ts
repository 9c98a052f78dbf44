import { McapWriter, TempBuffer } from '@mcap/core'
import { delimited, joined } from '../protobuf/protobuf.ts'

/** A field: its number, protobuf type (descriptor.proto), the message it holds, whether it repeats. */
type Field = readonly [
  number: number,
  type: 'double' | 'fixed32' | 'int' | 'text' | 'bytes' | 'message',
  of?: string,
  many?: boolean,
]
type Fields = Readonly<Record<string, Field>>

const TIME = { timestamp: [1, 'message', 'google.protobuf.Timestamp'] } as const
const NUMBERS = { x: [1, 'double'], y: [2, 'double'], z: [3, 'double'] } as const

/** Foxglove's schemas, as far as they are read, with what they use. */
const SCHEMAS: Readonly<Record<string, Fields>> = {
  'google.protobuf.Timestamp': { seconds: [1, 'int'], nanos: [2, 'int'] },
  'foxglove.Vector3': NUMBERS,
  'foxglove.Quaternion': { ...NUMBERS, w: [4, 'double'] },
  'foxglove.Pose': {
    position: [1, 'message', 'foxglove.Vector3'],
    orientation: [2, 'message', 'foxglove.Quaternion'],
  },
  'foxglove.PackedElementField': { name: [1, 'text'], offset: [2, 'fixed32'], type: [3, 'int'] },
  'foxglove.PointCloud': {
    ...TIME,
    frame_id: [2, 'text'],
    pose: [3, 'message', 'foxglove.Pose'],
    point_stride: [4, 'fixed32'],
    fields: [5, 'message', 'foxglove.PackedElementField', true],
    data: [6, 'bytes'],
  },
  'foxglove.CompressedImage': {
    ...TIME,
    data: [2, 'bytes'],
    format: [3, 'text'],
    frame_id: [4, 'text'],
  },
  'foxglove.RawImage': {
    ...TIME,
    ...{ width: [2, 'fixed32'], height: [3, 'fixed32'], encoding: [4, 'text'] },
    ...{ step: [5, 'fixed32'], data: [6, 'bytes'], frame_id: [7, 'text'] },
  },
  'foxglove.CameraCalibration': {
    ...TIME,
    ...{ width: [2, 'fixed32'], height: [3, 'fixed32'], distortion_model: [4, 'text'] },
    ...{ D: [5, 'double', '', true], K: [6, 'double', '', true] },
    ...{ R: [7, 'double', '', true], P: [8, 'double', '', true], frame_id: [9, 'text'] },
  },
  'foxglove.FrameTransform': {
    ...TIME,
    parent_frame_id: [2, 'text'],
    child_frame_id: [3, 'text'],
    translation: [4, 'message', 'foxglove.Vector3'],
    rotation: [5, 'message', 'foxglove.Quaternion'],
  },
}
const TYPES = { double: 1, fixed32: 7, int: 5, text: 9, bytes: 12, message: 11 } as const

/** A value of a message to be written. */
export type Value =
  | number
  | string
  | Uint8Array
  | { readonly [name: string]: Value }
  | readonly Value[]

/** A message of a recording. */
export type FoxgloveSaid = {
  readonly topic: string
  readonly type: keyof typeof SCHEMAS
  readonly ns: bigint
  readonly value: Readonly<Record<string, Value>>
}

/** Messages as an MCAP file whose channels are of one encoding. */
export async function foxgloveMcap(
  said: readonly FoxgloveSaid[],
  encoding: 'protobuf' | 'json',
): Promise<Uint8Array> {
  const file = new TempBuffer()
  const writer = new McapWriter({ writable: file })
  await writer.start({ profile: '', library: '' })
  const idByTopic = new Map<string, number>()
  for (const [sequence, { topic, type, ns, value }] of said.entries()) {
    let channelId = idByTopic.get(topic)
    if (channelId === undefined) {
      const isJson = encoding === 'json'
      const schemaId = await writer.registerSchema({
        name: type,
        encoding: isJson ? 'jsonschema' : 'protobuf',
        data: isJson ? new Uint8Array(0) : descriptorSet(),
      })
      const metadata = new Map<string, string>()
      channelId = await writer.registerChannel({
        schemaId,
        topic,
        messageEncoding: encoding,
        metadata,
      })
      idByTopic.set(topic, channelId)
    }
    const stamped = { timestamp: stampOf(ns, encoding), ...value }
    const data = encoding === 'json' ? json(stamped) : message(stamped, type)
    await writer.addMessage({ channelId, sequence, logTime: ns, publishTime: ns, data })
  }
  await writer.end()
  return file.get()
}

function stampOf(ns: bigint, encoding: 'protobuf' | 'json'): Value {
  const [seconds, nanos] = [Number(ns / 1_000_000_000n), Number(ns % 1_000_000_000n)]
  return encoding === 'json' ? { sec: seconds, nsec: nanos } : { seconds, nanos }
}

function json(value: Value): Uint8Array {
  const replace = (_: string, one: unknown): unknown =>
    one instanceof Uint8Array ? Buffer.from(one).toString('base64') : one
  return new TextEncoder().encode(JSON.stringify(value, replace))
}

function message(value: Value, type: string): Uint8Array {
  const parts = Object.entries(SCHEMAS[type] ?? {}).flatMap(([name, field]) => {
    const held = (value as Readonly<Record<string, Value>>)[name]
    if (held === undefined) return []
    return (field[3] === true ? (held as readonly Value[]) : [held]).map((one) =>
      fieldOf(one, field),
    )
  })
  return joined(parts)
}

function fieldOf(value: Value, [number, type, of = '']: Field): Uint8Array {
  const head = (wire: number): Uint8Array => Uint8Array.of(number * 8 + wire)
  switch (type) {
    case 'double':
      return joined([head(1), new Uint8Array(Float64Array.of(Number(value)).buffer)])
    case 'fixed32':
      return joined([head(5), new Uint8Array(Uint32Array.of(Number(value)).buffer)])
    case 'int':
      return joined([head(0), varint(Number(value))])
    case 'text':
      return delimited(number, new TextEncoder().encode(value as string))
    case 'bytes':
      return delimited(number, value as Uint8Array)
    case 'message':
      return delimited(number, message(value, of))
  }
}

function varint(value: number): Uint8Array {
  const out: number[] = []
  let left = value
  while (left > 127) {
    out.push((left % 128) | 128)
    left = Math.floor(left / 128)
  }
  return Uint8Array.from([...out, left])
}

/** A `FileDescriptorSet` of the schemas, a file for each package. */
function descriptorSet(): Uint8Array {
  const text = (field: number, value: string): Uint8Array =>
    delimited(field, new TextEncoder().encode(value))
  const int = (field: number, value: number): Uint8Array =>
    joined([Uint8Array.of(field * 8), varint(value)])
  const files = ['google.protobuf', 'foxglove'].map((scope) => {
    const messages = Object.entries(SCHEMAS)
      .filter(([name]) => name.startsWith(`${scope}.`))
      .map(([name, fields]) => {
        const described = Object.entries(fields).map(([field, [number, type, of = '', many]]) =>
          delimited(
            2,
            joined([
              text(1, field),
              int(3, number),
              int(4, many === true ? 3 : 1),
              int(5, TYPES[type]),
              ...(type === 'message' ? [text(6, `.${of}`)] : []),
            ]),
          ),
        )
        return delimited(4, joined([text(1, name.slice(scope.length + 1)), ...described]))
      })
    return delimited(1, joined([text(1, `${scope}.proto`), text(2, scope), ...messages]))
  })
  return joined(files)
}
