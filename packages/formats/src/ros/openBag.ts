import type { Message } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import type { FileTree } from '../codec.ts'
import { saidBy, sharedTexts, WHOLE } from '../sharedTexts.ts'
import { decompressors } from './decompressors.ts'
import type { RosLog, Topic } from './rosLog.ts'
import { rosTexts as say } from './rosTexts.ts'

const MAGIC = '#ROSBAG V2.0\n'
/** Operations of records (ROS wiki, "Bags/Format/2.0"). */
const OP = { message: 2, header: 3, chunk: 5, chunkInfo: 6, connection: 7 }
/** The record of the bag's own header is padded to this. */
const HEADER_BYTES = 4096

/** Whether bytes begin as a ROS 1 bag does. */
export function isBag(head: Uint8Array): boolean {
  return String.fromCharCode(...head.subarray(0, MAGIC.length)) === MAGIC
}

type BagRecord = {
  readonly op: number
  readonly fields: ReadonlyMap<string, Uint8Array>
  readonly data: Uint8Array
  readonly end: number
}

type Chunk = { readonly at: number; readonly end: number }

/**
 * The messages of a ROS 1 bag, chunk by chunk through its index; one chunk is kept.
 *
 * @throws {BadInputError} when it is none or has no index.
 */
export async function openBag(tree: FileTree, file: string): Promise<RosLog> {
  const size = tree.files.find(({ path }) => path === file)?.bytes ?? 0
  const fail = (at: number, found: Message, expected: Message): never => {
    throw new BadInputError({ file, place: sharedTexts.byte({ offset: at }), found, expected })
  }
  const recordIn = (bytes: Uint8Array, at: number, base: number): BagRecord =>
    readRecord(bytes, at) ?? fail(base + at, say.record, say.wholeRecord)
  const head = await tree.read(file, { offset: 0, bytes: HEADER_BYTES + MAGIC.length + 8 })
  if (!isBag(head)) fail(0, sharedTexts.bytes({ count: size }), say.recording)
  const header = recordIn(head, MAGIC.length, 0)
  const indexAt = Number(u64In(header, 'index_pos') ?? 0n)
  if (header.op !== OP.header || indexAt <= 0 || indexAt > size) {
    throw new BadInputError({ file, place: WHOLE, found: say.noIndex, expected: say.indexed })
  }
  const topicById = new Map<number, Topic>()
  const starts: number[] = []
  const index = await tree.read(file, { offset: indexAt, bytes: size - indexAt })
  for (let at = 0; at < index.length; ) {
    const record = recordIn(index, at, indexAt)
    if (record.op === OP.connection) {
      const id = u32In(record, 'conn')
      const told = fieldsIn(record.data, 0, record.data.length)
      const name = textIn(record.fields, 'topic')
      if (id !== null && name !== null) {
        topicById.set(id, { name, type: textIn(told, 'type') ?? '?', encoding: 'ros1' })
      }
    } else if (record.op === OP.chunkInfo) {
      const at = Number(u64In(record, 'chunk_pos') ?? -1n)
      if (at > 0 && at < indexAt) starts.push(at)
    }
    at = record.end
  }
  const sorted = starts.toSorted((a, b) => a - b)
  const chunks = sorted.map((at, index): Chunk => ({ at, end: sorted[index + 1] ?? indexAt }))

  let kept: { readonly chunk: Chunk; readonly bytes: Uint8Array } | null = null
  const unpacked = async (chunk: Chunk): Promise<Uint8Array> => {
    if (kept?.chunk === chunk) return kept.bytes
    const bytes = await tree.read(file, { offset: chunk.at, bytes: chunk.end - chunk.at })
    const record = recordIn(bytes, 0, chunk.at)
    if (record.op !== OP.chunk) fail(chunk.at, say.broken, say.recording)
    const name = textIn(record.fields, 'compression') ?? 'none'
    const told = u32In(record, 'size') ?? 0
    kept = { chunk, bytes: unpack(record.data, { name, told, fail, at: chunk.at }) }
    return kept.bytes
  }
  return {
    topics: [...topicById.values()],
    unread: [],
    messages: async function* (topics) {
      for (const chunk of chunks) {
        const bytes = await unpacked(chunk)
        for (let at = 0; at < bytes.length; ) {
          const record = recordIn(bytes, at, chunk.at)
          const place = at
          at = record.end
          if (record.op !== OP.message) continue
          const topic = topicById.get(u32In(record, 'conn') ?? -1)
          if (topic === undefined || !topics.includes(topic)) continue
          const read = async () => recordIn(await unpacked(chunk), place, chunk.at).data
          yield { topic, logNs: timeIn(record), bytes: record.data, read }
        }
      }
    },
  }
}

type Unpacking = {
  readonly name: string
  readonly told: number
  readonly at: number
  readonly fail: (at: number, found: Message, expected: Message) => never
}

function unpack(data: Uint8Array, { name, told, at, fail }: Unpacking): Uint8Array {
  if (name === 'none') return data
  if (name !== 'lz4' && name !== 'bz2') fail(at, say.compression({ name }), say.compressions)
  try {
    return decompressors[name as 'lz4' | 'bz2'](data, told)
  } catch (error) {
    return fail(at, saidBy(error, say.broken), say.recording)
  }
}

/** The record at a place: a header of fields, then data; `null` where it reaches beyond the bytes. */
function readRecord(bytes: Uint8Array, at: number): BagRecord | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (at + 4 > bytes.length) return null
  const headerEnd = at + 4 + view.getUint32(at, true)
  if (headerEnd + 4 > bytes.length) return null
  const end = headerEnd + 4 + view.getUint32(headerEnd, true)
  if (end > bytes.length) return null
  const fields = fieldsIn(bytes, at + 4, headerEnd)
  const data = bytes.subarray(headerEnd + 4, end)
  return { op: fields.get('op')?.[0] ?? 0, fields, data, end }
}

/** Fields of `name=value`, each after its length. */
function fieldsIn(bytes: Uint8Array, start: number, end: number): ReadonlyMap<string, Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fields = new Map<string, Uint8Array>()
  for (let at = start; at + 4 <= end; ) {
    const next = at + 4 + view.getUint32(at, true)
    if (next > end) break
    const field = bytes.subarray(at + 4, next)
    const equals = field.indexOf(61)
    if (equals > 0) {
      fields.set(String.fromCharCode(...field.subarray(0, equals)), field.subarray(equals + 1))
    }
    at = next
  }
  return fields
}

function textIn(fields: ReadonlyMap<string, Uint8Array>, name: string): string | null {
  const value = fields.get(name)
  return value === undefined ? null : new TextDecoder().decode(value)
}

function numbersIn({ fields }: BagRecord, name: string, bytes: number): DataView | null {
  const value = fields.get(name)
  if (value === undefined || value.length < bytes) return null
  return new DataView(value.buffer, value.byteOffset, value.byteLength)
}

function u32In(record: BagRecord, name: string): number | null {
  return numbersIn(record, name, 4)?.getUint32(0, true) ?? null
}

function u64In(record: BagRecord, name: string): bigint | null {
  return numbersIn(record, name, 8)?.getBigUint64(0, true) ?? null
}

function timeIn(record: BagRecord): bigint {
  const view = numbersIn(record, 'time', 8)
  if (view === null) return 0n
  return BigInt(view.getUint32(0, true)) * 1_000_000_000n + BigInt(view.getUint32(4, true))
}
