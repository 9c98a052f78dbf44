import { halfOf } from '../../half.ts'
import { ModelError } from '../../modelError.ts'
import type { Linear } from './linear.ts'

/** The decoder's numbers by name, as `packages/models/training/lanes/decoder.py` names them. */
export type DecoderWeights = {
  readonly values: (name: string) => Float32Array
  /** `name.weight` and `name.bias`; without a bias, zeros. */
  readonly linear: (name: string, rows?: number) => Linear
}

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
  return {
    values,
    linear: (name, rows) => {
      const bias = rows === undefined ? values(`${name}.bias`) : new Float32Array(rows)
      return { weight: values(`${name}.weight`), bias }
    },
  }
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
