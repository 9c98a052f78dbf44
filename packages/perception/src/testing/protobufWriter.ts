/** The fields of a message, in their order: text and bytes as they are, numbers as varints. */
export type Fields = readonly (readonly [id: number, value: number | string | Uint8Array])[]

/** A protobuf message. */
export function messageOf(fields: Fields): Uint8Array {
  const bytes: number[] = []
  for (const [id, value] of fields) {
    if (typeof value === 'number') bytes.push(...varint(id * 8), ...varint(value))
    else {
      const content = typeof value === 'string' ? new TextEncoder().encode(value) : value
      bytes.push(...varint(id * 8 + 2), ...varint(content.length))
      for (const byte of content) bytes.push(byte)
    }
  }
  return Uint8Array.from(bytes)
}

function varint(value: number): readonly number[] {
  const bytes: number[] = []
  let left = BigInt.asUintN(64, BigInt(value))
  while (left > 127n) {
    bytes.push(Number(left & 127n) | 128)
    left >>= 7n
  }
  return [...bytes, Number(left)]
}
