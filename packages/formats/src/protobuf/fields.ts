import { type RawField, rawFields } from './protobuf.ts'

/** The fields of a message by number, in their order. */
export type Fields = ReadonlyMap<number, readonly RawField[]>

/** The fields of a message. @throws {RangeError} when it is none. */
export function fieldsOf(bytes: Uint8Array): Fields {
  const fields = new Map<number, RawField[]>()
  for (const raw of rawFields(bytes)) {
    const here = fields.get(raw.field)
    if (here) here.push(raw)
    else fields.set(raw.field, [raw])
  }
  return fields
}

/** The bytes of each of a repeated field: messages, texts. */
export function bytesIn(fields: Fields, field: number): readonly Uint8Array[] {
  return (fields.get(field) ?? []).flatMap(({ value }) =>
    value instanceof Uint8Array ? [value] : [],
  )
}

/** A field's last whole number, which counts; 0 where there is none. */
export function intIn(fields: Fields, field: number): bigint {
  const value = fields.get(field)?.at(-1)?.value
  return typeof value === 'bigint' ? BigInt.asIntN(64, value) : 0n
}

/** All doubles of a repeated field, packed or one by one. @throws {RangeError} when there are parts of one. */
export function doublesIn(fields: Fields, field: number): readonly number[] {
  return bytesIn(fields, field).flatMap((bytes) => {
    if (bytes.length % 8 !== 0) throw new RangeError(`doubles of ${bytes.length} bytes`)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return Array.from({ length: bytes.length / 8 }, (_, at) => view.getFloat64(at * 8, true))
  })
}
