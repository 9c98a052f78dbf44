import type { Json } from '@trueline/annotation'
import { isList, isObject, type JsonObject } from '../jsonAt.ts'
import { plainNumber } from '../plainNumber.ts'
import { numberOf, numberText } from '../sourceJson.ts'

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
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
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

/** A message as JSON, fields without a name kept whole. @throws {RangeError} as `rawFields`. */
export function decodeProto(bytes: Uint8Array, schema: Schema): JsonObject {
  const message: Record<string, Json> = {}
  const others: Json[] = []
  for (const raw of rawFields(bytes)) {
    const [name, type] = schema[raw.field] ?? []
    const value = name === undefined ? undefined : fieldValue(raw, type!)
    if (name === undefined || value === undefined) {
      const text = typeof raw.value === 'bigint' ? String(raw.value) : hexOf(raw.value)
      others.push([raw.field, raw.wire, text])
    } else message[name] = value
  }
  return others.length === 0 ? message : { ...message, [OTHERS]: others }
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
  const fields: (readonly [field: number, bytes: Uint8Array])[] = []
  for (const [key, [name, type]] of Object.entries(schema)) {
    const value = message[name]
    if (value === undefined || value === null) continue
    fields.push([Number(key), fieldOf(Number(key), type, value)])
  }
  const others = message[OTHERS]
  for (const other of isList(others) ? others : []) {
    if (!isList(other) || typeof other[2] !== 'string') continue
    const [field, wire] = [plainNumber(other[0]), plainNumber(other[1])]
    const head = varint(BigInt(field * 8 + wire))
    if (wire === 0) fields.push([field, joined([head, varint(BigInt(other[2]))])])
    else {
      const bytes = bytesOfHex(other[2])
      const length = wire === 2 ? [varint(BigInt(bytes.length))] : []
      fields.push([field, joined([head, ...length, bytes])])
    }
  }
  return joined(fields.toSorted(([a], [b]) => a - b).map(([, bytes]) => bytes))
}

function fieldOf(field: number, type: FieldType, value: Json): Uint8Array {
  const head = (wire: number): Uint8Array => varint(field * 8 + wire)
  const number = typeof value === 'number' ? value : Number(numberText(value))
  switch (type) {
    case 'bool':
      return joined([head(0), varint(value === true ? 1 : 0)])
    case 'int': {
      const isPlain = typeof value === 'number' && value >= 0 && Number.isSafeInteger(value)
      const whole = isPlain ? value : BigInt.asUintN(64, BigInt(numberText(value) ?? '0'))
      return joined([head(0), varint(whole)])
    }
    case 'double':
      return joined([head(1), new Uint8Array(Float64Array.of(number).buffer)])
    case 'float':
      return joined([head(5), new Uint8Array(Float32Array.of(number).buffer)])
    case 'string':
      return delimited(field, new TextEncoder().encode(typeof value === 'string' ? value : ''))
    default:
      return delimited(field, encodeProto(isObject(value) ? value : {}, type))
  }
}

/** Bytes as a field: a message, a text. */
export function delimited(field: number, bytes: Uint8Array): Uint8Array {
  return joined([varint(field * 8 + 2), varint(bytes.length), bytes])
}

/** A field as it lay in its message. */
export function rawField({ field, wire, value }: RawField): Uint8Array {
  const head = varint(BigInt(field * 8 + wire))
  if (typeof value === 'bigint') return joined([head, varint(value)])
  return wire === 2 ? delimited(field, value) : joined([head, value])
}

/** @param value Not below zero; a number is whole and safe. */
function varint(value: bigint | number): Uint8Array {
  const out: number[] = []
  let [large, small] = typeof value === 'bigint' ? [value, 0] : [0n, value]
  // A bigint is made for what no number holds alone: the heads of fields are small.
  for (; large > 0x1f_ffff_ffff_ffffn; large >>= 7n) out.push(Number(large & 127n) | 128)
  if (large > 0n) small = Number(large)
  for (; small > 127; small = Math.floor(small / 128)) out.push((small % 128) | 128)
  out.push(small)
  return Uint8Array.from(out)
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
