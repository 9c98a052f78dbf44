/** Reads a serialized message from its beginning; throws a RangeError beyond its end. */
export type Wire = {
  readonly u8: () => number
  readonly u32: () => number
  readonly i32: () => number
  readonly f64: () => number
  readonly text: () => string
  /** The bytes of a sequence of them, not copied. */
  readonly bytes: () => Uint8Array
  /** So many bytes as they are, not copied. */
  readonly rest: (count: number) => Uint8Array
  readonly doubles: (count: number) => readonly number[]
  /** Items of a sequence. */
  readonly list: <T>(item: () => T) => readonly T[]
}

/** How messages are serialized: ROS 1's own way, or OMG CDR as ROS 2 has it. */
export type Encoding = 'ros1' | 'cdr'

/** A reader of a message's bytes. CDR aligns numbers to their size (XCDR2: to 4), ROS 1 does not. */
export function openWire(message: Uint8Array, encoding: Encoding): Wire {
  const isCdr = encoding === 'cdr'
  const kind = isCdr ? message[1]! : 1
  const isLittle = !isCdr || (kind & 1) === 1
  const widest = isCdr && kind >= 6 ? 4 : 8
  const start = isCdr ? 4 : 0
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength)
  let at = start
  const take = (size: number): number => {
    if (isCdr) {
      const unit = Math.min(size, widest)
      at = start + Math.ceil((at - start) / unit) * unit
    }
    const from = at
    at += size
    if (at > message.length) throw new RangeError(`${message.length} bytes, wanted ${at}`)
    return from
  }
  const skip = (count: number): number => {
    const from = at
    if (from + count > message.length) {
      throw new RangeError(`${message.length} bytes, wanted ${from + count}`)
    }
    at += count
    return from
  }
  const u32 = (): number => view.getUint32(take(4), isLittle)
  const f64 = (): number => view.getFloat64(take(8), isLittle)
  return {
    u8: () => view.getUint8(take(1)),
    u32,
    i32: () => view.getInt32(take(4), isLittle),
    f64,
    text: () => {
      const length = u32()
      const from = skip(length)
      // CDR counts the zero at the end.
      const end = isCdr && length > 0 ? from + length - 1 : from + length
      return new TextDecoder().decode(message.subarray(from, end))
    },
    bytes: () => {
      const length = u32()
      const from = skip(length)
      return message.subarray(from, from + length)
    },
    rest: (count) => {
      const from = skip(count)
      return message.subarray(from, from + count)
    },
    doubles: (count) => {
      if (count * 8 > message.length) {
        throw new RangeError(`${message.length} bytes, wanted ${count} doubles`)
      }
      return Array.from({ length: count }, f64)
    },
    list: (item) => {
      const count = u32()
      // An item takes a byte at least.
      if (count > message.length) {
        throw new RangeError(`${message.length} bytes, wanted ${count} items`)
      }
      return Array.from({ length: count }, item)
    },
  }
}
