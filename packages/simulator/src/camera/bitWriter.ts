/** Bits on their way into a JPEG file's entropy-coded data. */
export type BitWriter = {
  /** Adds the lowest `length` bits of a value, the highest first; at most 16. */
  readonly write: (value: number, length: number) => void
  /** The whole file: fills the last byte with ones and adds the end marker. */
  readonly finish: () => Uint8Array<ArrayBuffer>
}

/** A writer after a header, that puts the zero after each byte of ones as JPEG wants it. */
export function createBitWriter(header: readonly number[]): BitWriter {
  let out = new Uint8Array(1 << 17)
  out.set(header)
  let at = header.length
  let held = 0
  let count = 0
  const write = (value: number, length: number): void => {
    held = (held << length) | (value & ((1 << length) - 1))
    count += length
    if (at + 8 > out.length) {
      const grown = new Uint8Array(2 * out.length)
      grown.set(out)
      out = grown
    }
    while (count >= 8) {
      count -= 8
      const byte = (held >>> count) & 0xff
      out[at++] = byte
      if (byte === 0xff) out[at++] = 0
    }
    // At most 7 bits stay, so that 16 more fit.
    held &= 0x7f
  }
  return {
    write,
    finish() {
      if (count > 0) write(0x7f, 8 - count)
      out[at++] = 0xff
      out[at++] = 0xd9
      return out.slice(0, at)
    },
  }
}
