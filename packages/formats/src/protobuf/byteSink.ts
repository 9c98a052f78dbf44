/** Bytes while they are written one behind the other, in memory that doubles when it is full. */
export type ByteSink = { bytes: Uint8Array; view: DataView; length: number }

const FIRST_BYTES = 1024

/** A sink that holds nothing yet. */
export function openSink(): ByteSink {
  const bytes = new Uint8Array(FIRST_BYTES)
  return { bytes, view: new DataView(bytes.buffer), length: 0 }
}

/** What was written, as an array of its own. */
export function bytesOfSink({ bytes, length }: ByteSink): Uint8Array {
  return bytes.slice(0, length)
}

/** Room for more bytes behind those that are there; their place is written to by who asks. */
export function roomFor(sink: ByteSink, more: number): number {
  const start = sink.length
  sink.length += more
  if (sink.length > sink.bytes.length) {
    const bytes = new Uint8Array(Math.max(sink.length, sink.bytes.length * 2))
    bytes.set(sink.bytes.subarray(0, start))
    sink.bytes = bytes
    sink.view = new DataView(bytes.buffer)
  }
  return start
}

/** Writes bytes as they are. */
export function putBytes(sink: ByteSink, bytes: Uint8Array): void {
  const start = roomFor(sink, bytes.length)
  sink.bytes.set(bytes, start)
}

/** Writes a varint (Protocol Buffers, "Encoding"). @param value Whole, safe and not below zero. */
export function putVarint(sink: ByteSink, value: number): void {
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) putByte(sink, (rest % 128) | 128)
  putByte(sink, rest)
}

/** Writes a varint of up to 64 bits. @param value Not below zero. */
export function putLargeVarint(sink: ByteSink, value: bigint): void {
  let rest = value
  // A bigint is worked with only as long as no number holds it.
  for (; rest > 0x1f_ffff_ffff_ffffn; rest >>= 7n) putByte(sink, Number(rest & 127n) | 128)
  putVarint(sink, Number(rest))
}

/** Writes a text as UTF-8, its length in bytes before it. */
export function putText(sink: ByteSink, text: string): void {
  const before = sink.length
  putVarint(sink, text.length)
  const start = roomFor(sink, text.length)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code > 127) {
      sink.length = before
      const bytes = new TextEncoder().encode(text)
      putVarint(sink, bytes.length)
      putBytes(sink, bytes)
      return
    }
    sink.bytes[start + at] = code
  }
}

/** Writes what `write` writes, the length of it before it. */
export function putDelimited(sink: ByteSink, write: () => void): void {
  // Most parts are shorter than 128 bytes: a longer one makes room for its length when it is known.
  const start = roomFor(sink, 1)
  write()
  const length = sink.length - start - 1
  const more = varintBytes(length) - 1
  if (more > 0) {
    roomFor(sink, more)
    sink.bytes.copyWithin(start + 1 + more, start + 1, start + 1 + length)
  }
  const end = sink.length
  sink.length = start
  putVarint(sink, length)
  sink.length = end
}

function putByte(sink: ByteSink, byte: number): void {
  const at = roomFor(sink, 1)
  sink.bytes[at] = byte
}

function varintBytes(value: number): number {
  let count = 1
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) count++
  return count
}
