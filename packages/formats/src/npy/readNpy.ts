import { unzipSync } from 'fflate'
import { BadInputError } from '../badInputError.ts'
import { columnIn } from '../clouds/columnIn.ts'
import { saidBy, WHOLE } from '../sharedTexts.ts'
import { productOf, readNpyHeader } from './npyHeader.ts'
import { npyTexts as say } from './npyTexts.ts'

/** An array of numbers, its rows one after the other. */
export type NpyArray = { readonly shape: readonly number[]; readonly values: Float64Array }

/**
 * The array in a `.npy` file (NEP 1) of plain numbers; 64-bit integers as doubles.
 *
 * @throws {BadInputError} when it is none, of another type, or cut short.
 */
export function readNpy(bytes: Uint8Array, file: string): NpyArray {
  const { shape, fields, stride, dataOffset, isColumnsFirst } = readNpyHeader(bytes, file)
  const [field, ...others] = fields
  if (field === undefined || others.length > 0 || field.name !== '') {
    const found = say.dtype({ dtype: fields.map(({ name }) => name).join(' ') })
    throw new BadInputError({ file, place: WHOLE, found, expected: say.npy })
  }
  const count = productOf(shape)
  const stored = columnIn(bytes.subarray(dataOffset), count, { ...field, stride }).read()
  return { shape, values: isColumnsFirst ? rowsFirst(stored, shape) : stored }
}

/** The values of an array of two axes whose columns come first, row by row. */
function rowsFirst(stored: Float64Array, [rows = 1, columns = 1]: readonly number[]): Float64Array {
  return stored.map((_, index) => {
    return stored[(index % columns) * rows + Math.floor(index / columns)]!
  })
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

/** An archive's members by name. @throws {BadInputError} when it is none, or holds more than it can. */
export function unzip(bytes: Uint8Array, file: string): ReturnType<typeof unzipSync> {
  try {
    return unzipSync(bytes, {
      // Deflate makes at most 1032 bytes of one.
      filter: ({ size, originalSize }) => originalSize <= Math.max(size, 1) * 1032,
    })
  } catch (error) {
    const found = saidBy(error, say.notZip)
    throw new BadInputError({ file, place: WHOLE, found, expected: say.npz })
  }
}
