import { Unzlib } from 'fflate'
import { bytesIn, fieldsOf } from '../../protobuf/fields.ts'
import { joined, rawFields } from '../../protobuf/protobuf.ts'

/** A range image has no more than this, some twenty times that of the largest lidar. */
const MOST_BYTES = 64 * 1024 * 1024
/** Taken at a time, so that what expands without end is seen before memory is. */
const PIECE = 64 * 1024

/** Rows, columns and channels of a compressed `MatrixFloat`, channels innermost. */
export type Matrix = {
  readonly rows: number
  readonly columns: number
  readonly channels: number
  readonly values: Float32Array
}

/** A zlib-compressed `MatrixFloat`. @throws {RangeError} when it is none. */
export function matrixOf(compressed: Uint8Array): Matrix {
  const fields = fieldsOf(inflated(compressed))
  const shape = bytesIn(fields, 2).at(-1)
  const [rows = 0, columns = 0, channels = 0, ...more] = shape === undefined ? [] : dimsOf(shape)
  const bytes = joined(bytesIn(fields, 1))
  if (more.length > 0 || rows * columns * channels * 4 !== bytes.length) {
    const told = [rows, columns, channels, ...more].join(' × ')
    throw new RangeError(`a matrix of ${told} in ${bytes.length} bytes`)
  }
  return { rows, columns, channels, values: new Float32Array(bytes.buffer) }
}

function dimsOf(shape: Uint8Array): readonly number[] {
  return [...rawFields(shape)].flatMap(({ field, value }) => {
    if (field !== 1) return []
    if (typeof value === 'bigint') return [Number(value)]
    // Packed: varints one behind the other, as those of a message whose keys were left out.
    return varints(value)
  })
}

function varints(bytes: Uint8Array): readonly number[] {
  const found: number[] = []
  let [value, scale] = [0, 1]
  for (const byte of bytes) {
    value += (byte & 127) * scale
    scale *= 128
    if (byte >= 128) continue
    found.push(value)
    ;[value, scale] = [0, 1]
  }
  return found
}

function inflated(compressed: Uint8Array): Uint8Array {
  const pieces: Uint8Array[] = []
  let size = 0
  const stream = new Unzlib((piece) => {
    size += piece.length
    if (size > MOST_BYTES) throw new RangeError(`a matrix of more than ${MOST_BYTES} bytes`)
    pieces.push(piece)
  })
  try {
    for (let at = 0; at < compressed.length; at += PIECE) {
      const end = Math.min(compressed.length, at + PIECE)
      stream.push(compressed.slice(at, end), end === compressed.length)
    }
  } catch (error) {
    throw error instanceof RangeError ? error : new RangeError(`zlib: ${String(error)}`)
  }
  return joined(pieces)
}
