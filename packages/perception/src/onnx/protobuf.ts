/** A field of a protobuf message: a number, or bytes that hold text, numbers or a message. */
export type Field =
  | { readonly id: number; readonly value: number; readonly bytes: null }
  | { readonly id: number; readonly value: null; readonly bytes: Uint8Array }

/** Bytes that are no protobuf message. */
export class NotProtobufError extends Error {
  override readonly name = 'NotProtobufError'
}

/**
 * The fields of a message in their order; their bytes are views of `bytes`.
 *
 * Fixed 32 and 64 bit numbers are passed over. Protocol Buffers documentation, "Encoding".
 *
 * @throws {NotProtobufError} when the bytes end inside a field or name a kind there is not.
 */
export function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at++]
      if (byte === undefined) throw new NotProtobufError('The bytes end inside a number')
      value += (byte & 0x7f) * 2 ** shift
      // Ten bytes are a negative number in two's complement.
      if (byte < 0x80) return value >= 2 ** 63 ? value - 2 ** 64 : value
    }
    throw new NotProtobufError('A number of more than ten bytes')
  }
  while (at < bytes.length) {
    const tag = varint()
    const id = Math.floor(tag / 8)
    const kind = tag % 8
    if (kind === 0) yield { id, value: varint(), bytes: null }
    else if (kind === 2) {
      const length = varint()
      if (at + length > bytes.length) throw new NotProtobufError('The bytes end inside a field')
      at += length
      yield { id, value: null, bytes: bytes.subarray(at - length, at) }
    } else if (kind === 1 || kind === 5) at += kind === 1 ? 8 : 4
    else throw new NotProtobufError(`A field of kind ${kind}`)
  }
}
