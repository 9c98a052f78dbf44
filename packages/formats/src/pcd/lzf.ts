/** The longest run three bytes can stand for: what a stream of a length can at most hold. */
const LONGEST_RUN = 264

/**
 * The bytes of an LZF stream, exactly `length` of them; `null` where the stream does not hold that.
 *
 * A length no stream of this size can hold is refused before anything is allocated.
 *
 * Source: LibLZF 3.6, `lzf_d.c`.
 */
export function decompressLzf(stream: Uint8Array, length: number): Uint8Array | null {
  if (length > stream.length * LONGEST_RUN) return null
  const out = new Uint8Array(length)
  let from = 0
  let to = 0
  while (from < stream.length) {
    const control = stream[from++]!
    if (control < 32) {
      const end = from + control + 1
      if (end > stream.length || to + control + 1 > length) return null
      // Literals are at most 32 bytes: a loop is faster than `set` on a view of them.
      while (from < end) out[to++] = stream[from++]!
      continue
    }
    let run = (control >> 5) + 2
    if (from + (run === 9 ? 2 : 1) > stream.length) return null
    if (run === 9) run += stream[from++]!
    let source = to - ((control & 31) << 8) - stream[from++]! - 1
    if (source < 0 || to + run > length) return null
    // A run may read what it has just written: byte by byte.
    for (const end = to + run; to < end; ) out[to++] = out[source++]!
  }
  return to === length ? out : null
}
