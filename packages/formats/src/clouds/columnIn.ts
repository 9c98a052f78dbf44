import type { CloudColumn } from './cloud.ts'

/** How a number is stored: float, signed or unsigned, and its bytes. */
export type NumberKind = 'f2' | 'f4' | 'f8' | 'i1' | 'i2' | 'i4' | 'i8' | 'u1' | 'u2' | 'u4' | 'u8'

/** Bytes of a number of a kind. */
export function bytesOf(kind: NumberKind): number {
  return Number(kind[1])
}

/** Where a column lies among the rows of a file. */
export type ColumnPlace = {
  readonly name: string
  readonly kind: NumberKind
  readonly offset: number
  readonly stride: number
  readonly isLittleEndian: boolean
}

/** A column of rows of fixed length. The bytes must be long enough for `rows` of them. */
export function columnIn(bytes: Uint8Array, rows: number, place: ColumnPlace): CloudColumn {
  const { name, kind, offset, stride, isLittleEndian } = place
  return {
    name,
    isInteger: !kind.startsWith('f'),
    read: () => {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      const out = new Float64Array(rows)
      const read = READERS[kind]
      for (let row = 0, at = offset; row < rows; row++, at += stride) {
        out[row] = read(view, at, isLittleEndian)
      }
      return out
    },
  }
}

type Reader = (view: DataView, at: number, isLittle: boolean) => number

/** How a number of each kind is read; 64-bit integers as doubles. */
export const READERS: { readonly [kind in NumberKind]: Reader } = {
  f2: (view, at, isLittle) => halfFloat(view.getUint16(at, isLittle)),
  f4: (view, at, isLittle) => view.getFloat32(at, isLittle),
  f8: (view, at, isLittle) => view.getFloat64(at, isLittle),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, isLittle) => view.getInt16(at, isLittle),
  i4: (view, at, isLittle) => view.getInt32(at, isLittle),
  i8: (view, at, isLittle) => Number(view.getBigInt64(at, isLittle)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, isLittle) => view.getUint16(at, isLittle),
  u4: (view, at, isLittle) => view.getUint32(at, isLittle),
  u8: (view, at, isLittle) => Number(view.getBigUint64(at, isLittle)),
}

/** The number of 16 bits (IEEE 754 binary16). */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
