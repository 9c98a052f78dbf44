import { verbatim } from '@trueline/annotation'
import { unzipSync } from 'fflate'
import { BadInputError } from '../badInputError.ts'
import { saidBy, WHOLE } from '../sharedTexts.ts'
import { npyTexts as say } from './npyTexts.ts'

/** An array of numbers, its rows one after the other. */
export type NpyArray = { readonly shape: readonly number[]; readonly values: Float64Array }

type Reader = { readonly bytes: number; readonly at: (view: DataView, offset: number) => number }

const READERS: { readonly [dtype: string]: Reader } = {
  '<f8': { bytes: 8, at: (view, offset) => view.getFloat64(offset, true) },
  '<f4': { bytes: 4, at: (view, offset) => view.getFloat32(offset, true) },
  '<i8': { bytes: 8, at: (view, offset) => Number(view.getBigInt64(offset, true)) },
  '<u8': { bytes: 8, at: (view, offset) => Number(view.getBigUint64(offset, true)) },
  '<i4': { bytes: 4, at: (view, offset) => view.getInt32(offset, true) },
  '<u4': { bytes: 4, at: (view, offset) => view.getUint32(offset, true) },
  '<i2': { bytes: 2, at: (view, offset) => view.getInt16(offset, true) },
  '<u2': { bytes: 2, at: (view, offset) => view.getUint16(offset, true) },
  '|i1': { bytes: 1, at: (view, offset) => view.getInt8(offset) },
  '|u1': { bytes: 1, at: (view, offset) => view.getUint8(offset) },
}

/**
 * The array in a `.npy` file (NEP 1), plain numbers in little endian; 64-bit integers as doubles.
 *
 * @throws {BadInputError} when it is none, of another type, or cut short.
 */
export function readNpy(bytes: Uint8Array, file: string): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || String.fromCharCode(...bytes.subarray(1, 6)) !== 'NUMPY') {
    throw new BadInputError({ file, place: verbatim('0'), found: say.notNpy, expected: say.npy })
  }
  const isLong = bytes[6]! > 1
  const start = isLong ? 12 : 10
  const length = isLong ? view.getUint32(8, true) : view.getUint16(8, true)
  const header = String.fromCharCode(...bytes.subarray(start, start + length))
  const dtype = /'descr':\s*'([^']+)'/.exec(header)?.[1] ?? '?'
  const shape = (/'shape':\s*\(([\d\s,]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number)
  const reader = READERS[dtype]
  if (reader === undefined) {
    const found = say.dtype({ dtype })
    throw new BadInputError({ file, place: WHOLE, found, expected: say.npy })
  }
  const count = shape.reduce((product, side) => product * side, 1)
  if (start + length + count * reader.bytes > bytes.length) {
    const found = say.tooShort({ bytes: bytes.length, shape: shape.join(' × ') })
    throw new BadInputError({ file, place: WHOLE, found, expected: say.npy })
  }
  const at = (index: number): number => reader.at(view, start + length + index * reader.bytes)
  const order = /'fortran_order':\s*True/.test(header) ? columnsFirst(shape) : null
  const values = new Float64Array(count)
  for (let index = 0; index < count; index++) values[index] = at(order?.(index) ?? index)
  return { shape, values }
}

/** The place of a value in an array of two axes whose columns come first. */
function columnsFirst([rows = 1, columns = 1]: readonly number[]): (index: number) => number {
  return (index) => (index % columns) * rows + Math.floor(index / columns)
}

/**
 * The array of a name in an `.npz` file, the first where it has none of that name.
 *
 * @throws {BadInputError} when it is no archive or holds no array.
 */
export function readNpz(bytes: Uint8Array, name: string, file: string): NpyArray {
  const entries = unzip(bytes, file)
  const first = Object.keys(entries).find((entry) => entry.endsWith('.npy')) ?? ''
  const array = entries[`${name}.npy`] ?? entries[first]
  if (array !== undefined) return readNpy(array, file)
  throw new BadInputError({ file, place: WHOLE, found: say.notNpy, expected: say.npz })
}

function unzip(bytes: Uint8Array, file: string): ReturnType<typeof unzipSync> {
  try {
    return unzipSync(bytes)
  } catch (error) {
    const found = saidBy(error, say.notZip)
    throw new BadInputError({ file, place: WHOLE, found, expected: say.npz })
  }
}
