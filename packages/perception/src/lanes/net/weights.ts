import { halfOf } from '../../half.ts'
import { ModelError } from '../../modelError.ts'
import { createKernel, type Kernel, type Matrix } from './kernel.ts'
import type { Linear, Norm } from './linear.ts'

/** The decoder's numbers by name, as `packages/models/training/lanes/decoder.py` names them. */
export type DecoderWeights = {
  readonly values: (name: string) => Float32Array
  /** `name.weight` and `name.bias`; of a layer without a bias, the number of its rows is told. */
  readonly linear: (name: string, rows?: number) => Linear
  readonly norm: (name: string) => Norm
  /** What layers are multiplied by. */
  readonly kernel: Kernel
  /** A matrix for what is known of a window, the same one for a name each time: one window at a time. */
  readonly room: (name: string, size: readonly [rows: number, columns: number]) => Matrix
}

/** Numbers that `room` has space for. */
const ROOM = 600_000
/** Rows and columns are filled up to multiples of four. */
const FILLED = 1.1

const MAGIC = 'TLD1'
const HEAD_BYTES = 8

/**
 * The decoder's weights of the bytes of a `decoder.bin`: `TLD1`, the length of a JSON as 32 bits, that
 * JSON (names and their counts of numbers, in order), then the numbers as float16, little-endian.
 *
 * @throws {ModelError} when they are something else.
 */
export function readDecoderWeights(bytes: Uint8Array, file: string): DecoderWeights {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const counts = countsOf(bytes, view, file)
  const tensors = new Map<string, Float32Array>()
  let at = HEAD_BYTES + view.getUint32(4, true)
  // A million numbers: looking them up takes a tenth of working them out.
  const numbers = Float32Array.from({ length: 2 ** 16 }, (_, bits) => halfOf(bits))
  for (const [name, count] of counts) {
    if (at + 2 * count > bytes.length) throw broken(file, `${bytes.length}`, `≥ ${at + 2 * count}`)
    const tensor = new Float32Array(count)
    for (let index = 0; index < count; index++, at += 2) {
      tensor[index] = numbers[view.getUint16(at, true)]!
    }
    tensors.set(name, tensor)
  }
  const values = (name: string): Float32Array => {
    const found = tensors.get(name)
    if (found === undefined) throw broken(file, [...tensors.keys()].slice(0, 3).join(', '), name)
    return found
  }
  const kernel = createKernel(FILLED * [...tensors.values()].reduce(sumOfCounts, 0) + ROOM)
  const matrixOf = once((name: string, rows: number) => filled(kernel, values(name), rows))
  const layerOf = once((name: string, rows: number): Linear => {
    const matrix = matrixOf(`${name}.weight`, rows)
    const bias = tensors.has(`${name}.bias`) ? matrixOf(`${name}.bias`, 1) : null
    return { rows, apply: (x, out) => kernel.times(matrix, { x, bias, out }) }
  })
  return {
    values,
    linear: (name, rows) => layerOf(name, rows ?? values(`${name}.bias`).length),
    norm: (name) => ({ weight: values(`${name}.weight`), bias: values(`${name}.bias`) }),
    kernel,
    room: once((_: string, [rows, columns]: readonly [number, number]) =>
      kernel.matrix(rows, columns),
    ),
  }
}

function sumOfCounts(sum: number, { length }: Float32Array): number {
  return sum + length
}

/** A function that makes the thing of each name once. */
function once<Of, Made>(make: (name: string, of: Of) => Made): (name: string, of: Of) => Made {
  const made = new Map<string, Made>()
  return (name, of) => {
    const known = made.get(name)
    if (known !== undefined) return known
    const thing = make(name, of)
    made.set(name, thing)
    return thing
  }
}

/** Numbers, row by row, as a matrix. */
function filled(kernel: Kernel, numbers: Float32Array, rows: number): Matrix {
  const columns = numbers.length / rows
  const matrix = kernel.matrix(rows, columns)
  for (let row = 0; row < rows; row++) {
    matrix.data.set(numbers.subarray(row * columns, (row + 1) * columns), row * matrix.stride)
  }
  return matrix
}

function countsOf(
  bytes: Uint8Array,
  view: DataView,
  file: string,
): readonly (readonly [string, number])[] {
  const magic = String.fromCharCode(...bytes.subarray(0, 4))
  if (magic !== MAGIC || bytes.length < HEAD_BYTES) throw broken(file, JSON.stringify(magic), MAGIC)
  const text = bytes.subarray(HEAD_BYTES, HEAD_BYTES + view.getUint32(4, true))
  try {
    return JSON.parse(new TextDecoder().decode(text)) as readonly (readonly [string, number])[]
  } catch (error) {
    throw broken(file, error instanceof Error ? error.message : String(error), 'JSON')
  }
}

function broken(file: string, found: string, expected: string): ModelError {
  return new ModelError('outputs', { where: file, found, expected })
}
