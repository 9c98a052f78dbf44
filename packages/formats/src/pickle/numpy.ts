import { bytesOf, columnIn, type NumberKind } from '../clouds/columnIn.ts'
import { asText, isKind, type Pickled, type PickledObject } from './readPickle.ts'

/** An array as NumPy pickles it: its numbers, or the objects in it, row by row. */
export type PickledArray = {
  readonly shape: readonly number[]
  readonly values: Float64Array | readonly Pickled[]
  readonly isInteger: boolean
  /** Whether its numbers are 0 and 1 for no and yes. */
  readonly isBoolean: boolean
}

const MODULE = /^numpy(\._?core)?(\.(multiarray|numeric|_multiarray_umath))?\./

/** The array an object is; `null` where it is none, or of values that are neither numbers nor objects. */
export function arrayOf(value: Pickled | undefined): PickledArray | null {
  if (!isKind(value, 'object')) return null
  const own = unwrapped(value)
  if (own !== value) return arrayOf(own)
  const name = value.of.replace(MODULE, '')
  if (name === '_frombuffer') {
    const [data, dtype, shape, order] = value.args
    return arrayFrom({ data, dtype, shape, isColumnsFirst: asText(order) === 'F' })
  }
  if (name === 'scalar') {
    const [dtype, data] = value.args
    return arrayFrom({ data, dtype, shape: { kind: 'list', items: [] }, isColumnsFirst: false })
  }
  if (name !== '_reconstruct' || !isKind(value.state, 'list')) return null
  const [, shape, dtype, isColumnsFirst, data] = value.state.items
  return arrayFrom({ data, dtype, shape, isColumnsFirst: isColumnsFirst === true })
}

/** What pandas' arrays of texts are laid around. */
function unwrapped(value: PickledObject): Pickled {
  if (!/__pyx_unpickle_NDArrayBacked$/.test(value.of) || !isKind(value.state, 'list')) return value
  return value.state.items.find((item) => isKind(item, 'object') && arrayOf(item) !== null) ?? value
}

type Parts = {
  readonly data: Pickled | undefined
  readonly dtype: Pickled | undefined
  readonly shape: Pickled | undefined
  readonly isColumnsFirst: boolean
}

function arrayFrom({ data, dtype, shape, isColumnsFirst }: Parts): PickledArray | null {
  const sides = isKind(shape, 'list') ? shape.items.map(Number) : []
  const count = sides.reduce((product, side) => product * side, 1)
  if (!Number.isSafeInteger(count) || count < 0) return null
  const ordered = <T>(at: (index: number) => T): T[] =>
    Array.from({ length: count }, (_, index) => at(isColumnsFirst ? swapped(index, sides) : index))
  if (isKind(data, 'list')) {
    if (data.items.length !== count) return null
    const values = ordered((index) => data.items[index] ?? null)
    return { shape: sides, values, isInteger: false, isBoolean: false }
  }
  const texts = textsIn({ data, dtype, count })
  if (texts !== null) {
    const values = ordered((index) => texts[index] ?? '')
    return { shape: sides, values, isInteger: false, isBoolean: false }
  }
  const told = dtypeOf(dtype)
  const bytes = bytesIn(data)
  if (told === null || bytes === null || bytes.length < count * bytesOf(told.kind)) return null
  const size = bytesOf(told.kind)
  const place = { name: '', kind: told.kind, offset: 0, stride: size }
  const stored = columnIn(bytes, count, { ...place, isLittleEndian: told.isLittle }).read()
  const values = isColumnsFirst
    ? Float64Array.from(ordered((index) => stored[index] ?? Number.NaN))
    : stored
  const isInteger = !told.kind.startsWith('f')
  return { shape: sides, values, isInteger, isBoolean: told.isBoolean }
}

/** Where a value of an array of two axes lies whose columns come first. */
function swapped(index: number, [rows = 1, columns = 1]: readonly number[]): number {
  return (index % columns) * rows + Math.floor(index / columns)
}

function bytesIn(data: Pickled | undefined): Uint8Array | null {
  if (data instanceof Uint8Array) return data
  // Python 2's bytes come as a text of Latin-1 to be encoded.
  if (isKind(data, 'object') && /_codecs\.encode$/.test(data.of)) {
    return Uint8Array.from(asText(data.args[0]), (letter) => letter.charCodeAt(0) & 255)
  }
  if (typeof data === 'string') return Uint8Array.from(data, (letter) => letter.charCodeAt(0) & 255)
  return isKind(data, 'object') && /PickleBuffer|bytearray/.test(data.of)
    ? bytesIn(data.args[0])
    : null
}

/** Texts of a fixed length: four bytes a letter, or one. */
function textsIn({
  data,
  dtype,
  count,
}: {
  readonly data: Pickled | undefined
  readonly dtype: Pickled | undefined
  readonly count: number
}): readonly string[] | null {
  if (!isKind(dtype, 'object')) return null
  const [, letter, length] = /^[<>|=]?([US])(\d+)$/.exec(asText(dtype.args[0])) ?? []
  const bytes = bytesIn(data)
  if (letter === undefined || bytes === null) return null
  const [size, letters] = [letter === 'U' ? 4 : 1, Number(length)]
  if (bytes.length < count * size * letters) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const order = isKind(dtype.state, 'list') ? asText(dtype.state.items[1]) : '<'
  return Array.from({ length: count }, (_, index) => {
    let text = ''
    for (let at = 0; at < letters; at++) {
      const place = (index * letters + at) * size
      const code = size === 1 ? view.getUint8(place) : view.getUint32(place, order !== '>')
      if (code === 0 || code > 0x10ffff) break
      text += String.fromCodePoint(code)
    }
    return text
  })
}

type Dtype = { readonly kind: NumberKind; readonly isLittle: boolean; readonly isBoolean: boolean }

function dtypeOf(dtype: Pickled | undefined): Dtype | null {
  if (!isKind(dtype, 'object') || !/(^|\.)dtype$/.test(dtype.of)) return null
  const code = asText(dtype.args[0])
  const order = isKind(dtype.state, 'list') ? asText(dtype.state.items[1]) : '<'
  const [, letter, size] = /^[<>|=]?([fiub])([1248])$/.exec(code) ?? []
  if (letter === undefined || size === undefined) return null
  const kind = letter === 'b' ? 'u1' : (`${letter}${size}` as NumberKind)
  return kind === ('f1' as NumberKind)
    ? null
    : { kind, isLittle: order !== '>', isBoolean: letter === 'b' }
}
