import { McapWriter, TempBuffer } from '@mcap/core'
import type { Pose } from '@trueline/geometry'
import { compress } from 'lz4js'

/** How a message is put together, for both serializations. */
type Put = {
  readonly u8: (value: number) => void
  readonly u32: (value: number) => void
  readonly f64: (...values: readonly number[]) => void
  readonly text: (value: string) => void
  readonly bytes: (value: Uint8Array) => void
}

/** A message of a recording: who said it, when, and what. */
export type Said = {
  readonly topic: string
  readonly type: string
  readonly ns: bigint
  readonly write: (put: Put, header: (frameId: string) => void) => void
}

type Wire = 'ros1' | 'cdr'

function serialize({ write, ns }: Said, wire: Wire): Uint8Array {
  const out: number[] = wire === 'cdr' ? [0, 1, 0, 0] : []
  const align = (size: number): void => {
    while (wire === 'cdr' && (out.length - 4) % size !== 0) out.push(0)
  }
  const number = (size: number, set: (view: DataView) => void): void => {
    align(size)
    const view = new DataView(new ArrayBuffer(size))
    set(view)
    out.push(...new Uint8Array(view.buffer))
  }
  const u32 = (value: number): void => number(4, (view) => view.setUint32(0, value, true))
  const text = (value: string): void => {
    const bytes = [...new TextEncoder().encode(value), ...(wire === 'cdr' ? [0] : [])]
    u32(bytes.length)
    out.push(...bytes)
  }
  const put: Put = {
    u8: (value) => out.push(value),
    u32,
    f64: (...values) => {
      for (const value of values) number(8, (view) => view.setFloat64(0, value, true))
    },
    text,
    bytes: (value) => {
      u32(value.length)
      out.push(...value)
    },
  }
  write(put, (frameId) => {
    if (wire === 'ros1') u32(0)
    u32(Number(ns / 1_000_000_000n))
    u32(Number(ns % 1_000_000_000n))
    text(frameId)
  })
  return Uint8Array.from(out)
}

/** A transform in a message of its own. */
export function sayTransform(
  topic: string,
  ns: bigint,
  { parent, child, pose }: { readonly parent: string; readonly child: string; readonly pose: Pose },
): Said {
  return {
    ...{ topic, ns, type: 'tf2_msgs/TFMessage' },
    write: (put, header) => {
      put.u32(1)
      header(parent)
      put.text(child)
      put.f64(...pose.translation, ...pose.rotation)
    },
  }
}

/** A cloud of x, y, z, intensity, ring with padding between, a row of it two points. */
export function sayCloud(
  topic: string,
  ns: bigint,
  {
    frameId,
    points,
  }: { readonly frameId: string; readonly points: readonly (readonly number[])[] },
): Said {
  const [width, step] = [2, 24]
  const [height, rowStep] = [points.length / width, width * step + 8]
  const data = new DataView(new ArrayBuffer(height * rowStep))
  for (const [index, [x = 0, y = 0, z = 0, intensity = 0, ring = 0]] of points.entries()) {
    const at = Math.floor(index / width) * rowStep + (index % width) * step
    for (const [axis, value] of [x, y, z].entries()) data.setFloat32(at + axis * 4, value, true)
    data.setFloat32(at + 16, intensity, true)
    data.setUint16(at + 20, ring, true)
  }
  const fields: readonly (readonly [string, number, number])[] = [
    ...[['x', 0, 7] as const, ['y', 4, 7] as const, ['z', 8, 7] as const],
    ...[['intensity', 16, 7] as const, ['ring', 20, 4] as const],
  ]
  return {
    ...{ topic, ns, type: 'sensor_msgs/PointCloud2' },
    write: (put, header) => {
      header(frameId)
      put.u32(height)
      put.u32(width)
      put.u32(fields.length)
      for (const [name, offset, datatype] of fields) {
        put.text(name)
        put.u32(offset)
        put.u8(datatype)
        put.u32(1)
      }
      put.u8(0)
      put.u32(step)
      put.u32(rowStep)
      put.bytes(new Uint8Array(data.buffer))
      put.u8(1)
    },
  }
}

/** A picture of one color, in BGR. */
export function sayImage(
  topic: string,
  ns: bigint,
  { frameId, bgr }: { readonly frameId: string; readonly bgr: readonly number[] },
): Said {
  return {
    ...{ topic, ns, type: 'sensor_msgs/Image' },
    write: (put, header) => {
      header(frameId)
      put.u32(2)
      put.u32(3)
      put.text('bgr8')
      put.u8(0)
      put.u32(9)
      put.bytes(Uint8Array.from(Array.from({ length: 6 }, () => bgr).flat()))
    },
  }
}

/** A camera's lens. */
export function sayInfo(
  topic: string,
  ns: bigint,
  lens: {
    readonly distortion: string
    readonly d: readonly number[]
    readonly k: readonly number[]
  },
): Said {
  return {
    ...{ topic, ns, type: 'sensor_msgs/CameraInfo' },
    write: (put, header) => {
      header('camera_optical_frame')
      put.u32(480)
      put.u32(640)
      put.text(lens.distortion)
      put.u32(lens.d.length)
      put.f64(...lens.d)
      put.f64(...lens.k, ...[1, 0, 0, 0, 1, 0, 0, 0, 1], ...Array.from({ length: 12 }, () => 0))
    },
  }
}

/** Messages as an MCAP file, in chunks of LZ4. */
export async function mcapOf(said: readonly Said[]): Promise<Uint8Array> {
  const file = new TempBuffer()
  const writer = new McapWriter({
    writable: file,
    compressChunk: (data) => ({ compression: 'lz4', compressedData: compress(data) }),
  })
  await writer.start({ profile: 'ros2', library: '' })
  const idByTopic = new Map<string, number>()
  for (const [sequence, one] of said.entries()) {
    const name = one.type.replace('/', '/msg/')
    let channelId = idByTopic.get(one.topic)
    if (channelId === undefined) {
      const schemaId = await writer.registerSchema({
        ...{ name, encoding: 'ros2msg', data: new Uint8Array(0) },
      })
      channelId = await writer.registerChannel({
        ...{ schemaId, topic: one.topic, messageEncoding: 'cdr', metadata: new Map() },
      })
      idByTopic.set(one.topic, channelId)
    }
    const data = serialize(one, 'cdr')
    await writer.addMessage({ channelId, sequence, logTime: one.ns, publishTime: one.ns, data })
  }
  await writer.end()
  return file.get()
}

/** Messages as a ROS 1 bag of two chunks, the second compressed by LZ4. */
export function bagOf(said: readonly Said[]): Uint8Array {
  const topics = [...new Map(said.map(({ topic, type }) => [topic, type]))]
  const id = (topic: string): Uint8Array => u32(topics.findIndex(([name]) => name === topic))
  const half = Math.ceil(said.length / 2)
  const chunks = [said.slice(0, half), said.slice(half)].map((part, index) => {
    const messages = part.map((one) =>
      record(
        { op: Uint8Array.of(2), conn: id(one.topic), time: time(one.ns) },
        serialize(one, 'ros1'),
      ),
    )
    const bytes = joined(messages)
    const data = index === 0 ? bytes : compress(bytes)
    const compression = ascii(index === 0 ? 'none' : 'lz4')
    return record({ op: Uint8Array.of(5), compression, size: u32(bytes.length) }, data)
  })
  const start = ascii('#ROSBAG V2.0\n')
  const first = start.length + 4096
  const header = (indexAt: number): Uint8Array => {
    const fields = { op: Uint8Array.of(3), index_pos: u64(indexAt), conn_count: u32(topics.length) }
    const filled = record({ ...fields, chunk_count: u32(2) }, new Uint8Array(0))
    return record({ ...fields, chunk_count: u32(2) }, new Uint8Array(4096 - filled.length).fill(32))
  }
  const places = [first, first + chunks[0]!.length]
  const index = [
    ...topics.map(([topic, type]) =>
      record(
        { op: Uint8Array.of(7), conn: id(topic), topic: ascii(topic) },
        joined(fieldBytes({ topic: ascii(topic), type: ascii(type) })),
      ),
    ),
    ...places.map((at) => record({ op: Uint8Array.of(6), chunk_pos: u64(at) }, new Uint8Array(0))),
  ]
  return joined([start, header(places[1]! + chunks[1]!.length), ...chunks, ...index])
}

type Fields = Readonly<Record<string, Uint8Array>>

function fieldBytes(fields: Fields): readonly Uint8Array[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const field = joined([ascii(`${name}=`), value])
    return [u32(field.length), field]
  })
}

function record(fields: Fields, data: Uint8Array): Uint8Array {
  const header = joined(fieldBytes(fields))
  return joined([u32(header.length), header, u32(data.length), data])
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function u32(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer)
}

function u64(value: number): Uint8Array {
  return new Uint8Array(BigUint64Array.of(BigInt(value)).buffer)
}

function time(ns: bigint): Uint8Array {
  return joined([u32(Number(ns / 1_000_000_000n)), u32(Number(ns % 1_000_000_000n))])
}
