import type { Json } from '@trueline/annotation'
import { isList, isObject, type JsonDraft, type JsonObject } from '../jsonAt.ts'
import { plainNumber } from '../plainNumber.ts'
import { numberOf, numberText } from '../sourceJson.ts'
import {
  type ByteSink,
  bytesOfSink,
  openSink,
  putBytes,
  putDelimited,
  putLargeVarint,
  putText,
  putVarint,
  roomFor,
} from './byteSink.ts'

/** What a field of a message holds. */
export type FieldType = 'double' | 'float' | 'int' | 'bool' | 'string' | Schema

/** The fields of a message by number; all others are kept as they are. */
export type Schema = { readonly [field: number]: readonly [name: string, type: FieldType] }

/** A field as it lies in a message: varint, 8 bytes, bytes, 4 bytes. */
export type RawField = {
  readonly field: number
  readonly wire: 0 | 1 | 2 | 5
  /** Of a varint its value, else the bytes. */
  readonly value: bigint | Uint8Array
}

/** Where fields that a schema does not name are kept: number, wire type and value each. */
const OTHERS = '?'

/**
 * The fields of a message in order (Protocol Buffers, "Encoding").
 *
 * @throws {RangeError} when one reaches beyond the end, or is of no known wire type.
 */
export function* rawFields(bytes: Uint8Array): Generator<RawField> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const varint = (): bigint => {
    // Four bytes are put together as a number: nearly all are no longer.
    let small = 0
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = bytes[at++]
      if (byte === undefined) throw new RangeError(`${bytes.length} bytes end inside a number`)
      small |= (byte & 127) << shift
      if (byte < 128) return BigInt(small)
    }
    let value = BigInt(small)
    for (let shift = 28n; shift < 70n; shift += 7n) {
      const byte = bytes[at++]
      if (byte === undefined) throw new RangeError(`${bytes.length} bytes end inside a number`)
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return BigInt.asUintN(64, value)
    }
    throw new RangeError(`a number of more than 10 bytes at ${at}`)
  }
  while (at < bytes.length) {
    const key = Number(varint())
    const [field, wire] = [key >>> 3, key & 7]
    if (wire === 0) {
      yield { field, wire, value: varint() }
      continue
    }
    if (wire !== 1 && wire !== 2 && wire !== 5) throw new RangeError(`wire type ${wire} at ${at}`)
    const length = wire === 1 ? 8 : wire === 5 ? 4 : Number(varint())
    if (field === 0 || at + length > view.byteLength) {
      throw new RangeError(`field ${field} of ${length} bytes at ${at} of ${bytes.length}`)
    }
    yield { field, wire, value: bytes.subarray(at, at + length) }
    at += length
  }
}

/**
 * A message as JSON, the caller's own, fields without a name kept whole.
 *
 * @throws {RangeError} as `rawFields`.
 */
export function decodeProto(bytes: Uint8Array, schema: Schema): JsonDraft {
  const message: JsonDraft = {}
  const others: Json[] = []
  for (const raw of rawFields(bytes)) {
    const [name, type] = schema[raw.field] ?? []
    const value = name === undefined ? undefined : fieldValue(raw, type!)
    if (name === undefined || value === undefined) {
      const text = typeof raw.value === 'bigint' ? String(raw.value) : hexOf(raw.value)
      others.push([raw.field, raw.wire, text])
    } else message[name] = value
  }
  if (others.length > 0) message[OTHERS] = others
  return message
}

function fieldValue({ wire, value }: RawField, type: FieldType): Json | undefined {
  if (type === 'int' || type === 'bool') {
    if (wire !== 0 || typeof value !== 'bigint') return undefined
    if (type === 'bool') return value !== 0n
    const signed = BigInt.asIntN(64, value)
    const number = Number(signed)
    return Number.isSafeInteger(number) ? number : numberOf(String(signed))
  }
  if (typeof value === 'bigint') return undefined
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength)
  if (type === 'double') return wire === 1 ? plain(view.getFloat64(0, true)) : undefined
  if (type === 'float') return wire === 5 ? plain(view.getFloat32(0, true)) : undefined
  if (wire !== 2) return undefined
  return type === 'string' ? new TextDecoder().decode(value) : decodeProto(value, type)
}

function plain(value: number): Json {
  return Number.isFinite(value) ? value : numberOf(String(value))
}

/** A message of JSON that `decodeProto` made, its fields in the order of their numbers. */
export function encodeProto(message: JsonObject, schema: Schema): Uint8Array {
  const sink = openSink()
  putMessage(sink, message, schema)
  return bytesOfSink(sink)
}

/** Messages as one repeated field, one behind the other. */
export function encodeRepeated(
  field: number,
  messages: readonly JsonObject[],
  schema: Schema,
): Uint8Array {
  const sink = openSink()
  for (const message of messages) {
    putVarint(sink, field * 8 + 2)
    putDelimited(sink, () => putMessage(sink, message, schema))
  }
  return bytesOfSink(sink)
}

function putMessage(sink: ByteSink, message: JsonObject, schema: Schema): void {
  const others = othersIn(message)
  let next = 0
  // A field without a name stands among those with one by its number.
  const putOthers = (below: number): void => {
    for (let other = others[next]; other !== undefined && other.field < below; ) {
      putRaw(sink, other)
      next += 1
      other = others[next]
    }
  }
  for (const key in schema) {
    const field = Number(key)
    const [name, type] = schema[field]!
    const value = message[name]
    if (value === undefined || value === null) continue
    if (others.length > 0) putOthers(field)
    putField(sink, field, { type, value })
  }
  putOthers(Number.POSITIVE_INFINITY)
}

/** The fields of a message that no schema names, by their number. */
function othersIn(message: JsonObject): readonly RawField[] {
  const others = message[OTHERS]
  if (!isList(others)) return []
  const raw = others.flatMap((other): readonly RawField[] => {
    if (!isList(other) || typeof other[2] !== 'string') return []
    const [field, wire] = [plainNumber(other[0]), plainNumber(other[1])]
    if (wire === 0) return [{ field, wire, value: BigInt(other[2]) }]
    if (wire !== 1 && wire !== 2 && wire !== 5) return []
    return [{ field, wire, value: bytesOfHex(other[2]) }]
  })
  return raw.toSorted((a, b) => a.field - b.field)
}

type Typed = { readonly type: FieldType; readonly value: Json }

function putField(sink: ByteSink, field: number, { type, value }: Typed): void {
  switch (type) {
    case 'bool':
      putVarint(sink, field * 8)
      putVarint(sink, value === true ? 1 : 0)
      return
    case 'int':
      putVarint(sink, field * 8)
      if (typeof value === 'number' && value >= 0 && Number.isSafeInteger(value)) {
        putVarint(sink, value)
      } else putLargeVarint(sink, BigInt.asUintN(64, BigInt(numberText(value) ?? '0')))
      return
    case 'double': {
      putVarint(sink, field * 8 + 1)
      const at = roomFor(sink, 8)
      sink.view.setFloat64(at, numberOfJson(value), true)
      return
    }
    case 'float': {
      putVarint(sink, field * 8 + 5)
      const at = roomFor(sink, 4)
      sink.view.setFloat32(at, numberOfJson(value), true)
      return
    }
    case 'string':
      putVarint(sink, field * 8 + 2)
      putText(sink, typeof value === 'string' ? value : '')
      return
    default:
      putVarint(sink, field * 8 + 2)
      putDelimited(sink, () => putMessage(sink, isObject(value) ? value : {}, type))
  }
}

function numberOfJson(value: Json): number {
  return typeof value === 'number' ? value : Number(numberText(value))
}

/** Bytes as a field: a message, a text. */
export function delimited(field: number, bytes: Uint8Array): Uint8Array {
  return rawField({ field, wire: 2, value: bytes })
}

/** A field as it lay in its message. */
export function rawField(raw: RawField): Uint8Array {
  const sink = openSink()
  putRaw(sink, raw)
  return bytesOfSink(sink)
}

function putRaw(sink: ByteSink, { field, wire, value }: RawField): void {
  putVarint(sink, field * 8 + wire)
  if (typeof value === 'bigint') {
    putLargeVarint(sink, value)
    return
  }
  if (wire === 2) putVarint(sink, value.length)
  putBytes(sink, value)
}

/** The bytes of some parts, one behind the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** Bytes as hexadecimal text. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The bytes of hexadecimal text. */
export function bytesOfHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length >> 1 }, (_, at) =>
    Number.parseInt(text.slice(at * 2, at * 2 + 2), 16),
  )
}
