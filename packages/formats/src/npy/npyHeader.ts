import { verbatim } from '@trueline/annotation'
import { BadInputError } from '../badInputError.ts'
import { bytesOf, type NumberKind } from '../clouds/columnIn.ts'
import { WHOLE } from '../sharedTexts.ts'
import { npyTexts as say } from './npyTexts.ts'

/** One value of a row of a structured array, or of a plain one; its name is empty there. */
export type NpyField = {
  readonly name: string
  readonly kind: NumberKind
  readonly isLittleEndian: boolean
  readonly offset: number
  /** Values of it in a row. */
  readonly count: number
}

/** What the header of a `.npy` file says (NEP 1). */
export type NpyHeader = {
  readonly shape: readonly number[]
  readonly isColumnsFirst: boolean
  readonly fields: readonly NpyField[]
  /** Bytes of an item. */
  readonly stride: number
  readonly dataOffset: number
}

const KIND = /^([<>|=])([fiu])([1248])$/
const FIELD = /\(\s*'([^']*)'\s*,\s*'([^']*)'\s*(?:,\s*\(\s*(\d+)\s*,?\s*\)\s*)?\)/g

/** Whether bytes begin as a `.npy` file does. */
export function isNpy(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(1, 6)) === 'NUMPY'
}

/** @throws {BadInputError} when it is none, of values that are no numbers, or cut short. */
export function readNpyHeader(bytes: Uint8Array, file: string): NpyHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 12 || !isNpy(bytes)) {
    throw new BadInputError({ file, place: verbatim('0'), found: say.notNpy, expected: say.npy })
  }
  const isLong = bytes[6]! > 1
  const start = isLong ? 12 : 10
  const length = isLong ? view.getUint32(8, true) : view.getUint16(8, true)
  const header = new TextDecoder().decode(bytes.subarray(start, start + length))
  const { fields, stride } = fieldsOf(header, file)
  const shape = (/'shape':\s*\(([\d\s,]*)\)/.exec(header)?.[1] ?? '')
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number)
  const dataOffset = start + length
  if (dataOffset + productOf(shape) * stride > bytes.length) {
    const found = say.tooShort({ bytes: bytes.length, shape: shape.join(' × ') })
    throw new BadInputError({ file, place: WHOLE, found, expected: say.npy })
  }
  const isColumnsFirst = /'fortran_order':\s*True/.test(header)
  return { shape, isColumnsFirst, fields, stride, dataOffset }
}

/** Items of an array of a shape. */
export function productOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1)
}

function fieldsOf(header: string, file: string): Pick<NpyHeader, 'fields' | 'stride'> {
  const plain = /'descr':\s*'([^']*)'/.exec(header)?.[1]
  const listed = /'descr':\s*\[(.*?)\]\s*,\s*'/.exec(header)?.[1]
  const told: readonly (readonly [name: string, dtype: string, count: number])[] =
    plain === undefined
      ? [...(listed ?? '').matchAll(FIELD)].map(([, name = '', dtype = '', count]) => {
          return [name, dtype, Number(count ?? 1)]
        })
      : [['', plain, 1]]
  // What the pattern passes over is a field of another shape: offsets behind it would be wrong.
  const isWhole = listed === undefined || listed.replace(FIELD, '').replaceAll(/[,\s]/g, '') === ''
  let offset = 0
  const fields = told.map(([name, dtype, count]): NpyField => {
    const [, order, letter, size] = KIND.exec(dtype) ?? []
    if (letter === undefined || (letter === 'f' && size === '1') || !isWhole) {
      const found = say.dtype({ dtype: listed ?? dtype })
      throw new BadInputError({ file, place: WHOLE, found, expected: say.npy })
    }
    const kind = `${letter}${size}` as NumberKind
    const field = { name, kind, isLittleEndian: order !== '>', offset, count }
    offset += bytesOf(kind) * count
    return field
  })
  if (fields.length > 0 && isWhole) return { fields, stride: offset }
  const found = say.dtype({ dtype: listed ?? '?' })
  throw new BadInputError({ file, place: WHOLE, found, expected: say.npy })
}
