import { bytesIn, type Fields, fieldsOf, intIn } from './fields.ts'
import { type RawField, rawFields } from './protobuf.ts'

/** A message by the names of its fields; bytes are not copied. */
export type Structured = { readonly [name: string]: StructuredValue }
export type StructuredValue =
  | number
  | boolean
  | string
  | Uint8Array
  | Structured
  | readonly StructuredValue[]

type Field = {
  readonly name: string
  readonly isMany: boolean
  readonly type: number
  readonly of: string
}
type Types = ReadonlyMap<string, ReadonlyMap<number, Field>>

const MANY = 3n
/** Messages within messages: what nests deeper is a trap. */
const MOST_LEVELS = 32

/** FieldDescriptorProto.Type (descriptor.proto). */
const TYPE = {
  double: 1,
  float: 2,
  int64: 3,
  uint64: 4,
  int32: 5,
  fixed64: 6,
  fixed32: 7,
  bool: 8,
  string: 9,
  message: 11,
  bytes: 12,
  sfixed32: 15,
  sfixed64: 16,
  sint32: 17,
  sint64: 18,
} as const

/**
 * Reads messages of a type that a `FileDescriptorSet` describes, as recordings carry one for each schema.
 * Whole numbers become doubles.
 *
 * @param name With its package: `foxglove.PointCloud`.
 * @returns A reader that throws a RangeError where a message is broken.
 * @throws {RangeError} when there is no such type.
 */
export function structuredReader(set: Uint8Array, name: string): (bytes: Uint8Array) => Structured {
  const types = typesOf(set)
  if (!types.has(name)) throw new RangeError(`no message ${name}`)
  return (bytes) => structured(bytes, name, { types, left: MOST_LEVELS })
}

function typesOf(set: Uint8Array): Types {
  const types = new Map<string, ReadonlyMap<number, Field>>()
  const take = (message: Fields, scope: string, left: number): void => {
    const name = scope === '' ? textIn(message, 1) : `${scope}.${textIn(message, 1)}`
    const fields = bytesIn(message, 2).map((bytes) => {
      const field = fieldsOf(bytes)
      const { isMany, type, of } = {
        isMany: intIn(field, 4) === MANY,
        type: Number(intIn(field, 5)),
        of: textIn(field, 6).replace(/^\./, ''),
      }
      return [Number(intIn(field, 3)), { name: textIn(field, 1), isMany, type, of }] as const
    })
    types.set(name, new Map(fields))
    if (left === 0) return
    for (const nested of bytesIn(message, 3)) take(fieldsOf(nested), name, left - 1)
  }
  for (const file of bytesIn(fieldsOf(set), 1).map(fieldsOf)) {
    for (const message of bytesIn(file, 4)) take(fieldsOf(message), textIn(file, 2), MOST_LEVELS)
  }
  return types
}

function textIn(fields: Fields, field: number): string {
  return new TextDecoder().decode(bytesIn(fields, field).at(-1))
}

type Reading = { readonly types: Types; readonly left: number }

function structured(bytes: Uint8Array, name: string, { types, left }: Reading): Structured {
  const fields = types.get(name)
  if (fields === undefined || left === 0) throw new RangeError(`a message ${name}`)
  const message: Record<string, StructuredValue> = {}
  const lists = new Map<string, StructuredValue[]>()
  for (const raw of rawFields(bytes)) {
    const field = fields.get(raw.field)
    if (field === undefined) continue
    const values = valuesOf(raw, field, { types, left: left - 1 })
    const list = lists.get(field.name)
    if (!field.isMany) {
      const last = values.at(-1)
      if (last !== undefined) message[field.name] = last
    } else if (list) for (const value of values) list.push(value)
    else lists.set(field.name, [...values])
  }
  return { ...message, ...Object.fromEntries(lists) }
}

function valuesOf({ value }: RawField, field: Field, reading: Reading): readonly StructuredValue[] {
  const { type, of } = field
  if (typeof value === 'bigint') return [numberOf(value, type)]
  if (type === TYPE.string) return [new TextDecoder().decode(value)]
  if (type === TYPE.bytes) return [value]
  if (type === TYPE.message) return [structured(value, of, reading)]
  return numbersOf(value, type)
}

/** Numbers of fixed length, one or many behind one another; packed varints. */
function numbersOf(bytes: Uint8Array, type: number): readonly StructuredValue[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const each = (size: number, read: (at: number) => number): readonly number[] => {
    if (bytes.length % size !== 0) throw new RangeError(`numbers of ${size} in ${bytes.length}`)
    return Array.from({ length: bytes.length / size }, (_, index) => read(index * size))
  }
  switch (type) {
    case TYPE.double:
      return each(8, (at) => view.getFloat64(at, true))
    case TYPE.float:
      return each(4, (at) => view.getFloat32(at, true))
    case TYPE.fixed32:
      return each(4, (at) => view.getUint32(at, true))
    case TYPE.sfixed32:
      return each(4, (at) => view.getInt32(at, true))
    case TYPE.fixed64:
      return each(8, (at) => Number(view.getBigUint64(at, true)))
    case TYPE.sfixed64:
      return each(8, (at) => Number(view.getBigInt64(at, true)))
    default:
      return varintsIn(bytes).map((one) => numberOf(one, type))
  }
}

function numberOf(value: bigint, type: number): number | boolean {
  if (type === TYPE.bool) return value !== 0n
  if (type === TYPE.sint32 || type === TYPE.sint64) {
    return Number((value >> 1n) ^ -(value & 1n))
  }
  return Number(type === TYPE.uint64 ? value : BigInt.asIntN(64, value))
}

function varintsIn(bytes: Uint8Array): readonly bigint[] {
  const found: bigint[] = []
  let [value, shift] = [0n, 0n]
  for (const byte of bytes) {
    value |= BigInt(byte & 127) << shift
    shift += 7n
    if (shift > 70n) throw new RangeError('a number of more than 10 bytes')
    if (byte >= 128) continue
    found.push(value)
    ;[value, shift] = [0n, 0n]
  }
  return found
}
