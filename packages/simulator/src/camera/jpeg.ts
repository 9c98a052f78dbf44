import { createBitWriter } from './bitWriter.ts'
import { type Component, factorsOf, writeBlock, ZIGZAG } from './jpegBlock.ts'

/** An image of bytes red, green, blue, row after row from the top. */
export type RgbImage = { readonly width: number; readonly height: number; readonly rgb: Uint8Array }

/** Quantisation of ITU-T T.81, annex K.1, row after row. */
const LUMA = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
  92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
]
const CHROMA = [
  17,
  18,
  24,
  47,
  99,
  99,
  99,
  99,
  18,
  21,
  26,
  66,
  99,
  99,
  99,
  99,
  24,
  26,
  56,
  99,
  99,
  99,
  99,
  99,
  47,
  66,
  99,
  99,
  99,
  99,
  99,
  99,
  ...new Array<number>(32).fill(99),
]

/** A Huffman table: how many codes there are of each length from 1, and their values in order. */
type Huffman = { readonly counts: readonly number[]; readonly values: readonly number[] }

/** The typical tables of ITU-T T.81, annex K.3. */
const DC_LUMA: Huffman = {
  counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
}
const DC_CHROMA: Huffman = {
  counts: [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
  values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
}
const bytes = (hex: string): readonly number[] =>
  Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16))
const AC_LUMA: Huffman = {
  counts: [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7d],
  values: bytes(
    '01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9fa',
  ),
}
const AC_CHROMA: Huffman = {
  counts: [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 0x77],
  values: bytes(
    '0001020311040521310612415107617113223281081442' +
      '91a1b1c109233352f0156272d10a162434e125f11718191a262728292a35363738393a434445464748494a535455565758595a636465666768696a737475767778797a82838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4f5f6f7f8f9fa',
  ),
}

/** Code and length of each value, the code in the upper bits: `code << 5 | length`. */
function codesOf({ counts, values }: Huffman): Int32Array {
  const codes = new Int32Array(256)
  let code = 0
  let next = 0
  counts.forEach((count, i) => {
    for (let j = 0; j < count; j++) codes[values[next++]!] = (code++ << 5) | (i + 1)
    code <<= 1
  })
  return codes
}

/**
 * A baseline JPEG file (ITU-T T.81) with chroma at half size both ways.
 *
 * @param quality 1 to 100, scaled as the Independent JPEG Group does.
 */
export function encodeJpeg({ width, height, rgb }: RgbImage, quality: number): Uint8Array {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality
  const tables = [LUMA, CHROMA].map((table) =>
    table.map((value) => Math.min(255, Math.max(1, Math.floor((value * scale + 50) / 100)))),
  )
  const wide = Math.ceil(width / 16) * 16
  const high = Math.ceil(height / 16) * 16
  const [y, cb, cr] = planesOf({ width, height, rgb }, wide, high)
  const huffman = [DC_LUMA, AC_LUMA, DC_CHROMA, AC_CHROMA].map(codesOf)
  const component = (plane: Float32Array, stride: number, kind: 0 | 1): Component => ({
    plane,
    stride,
    factors: factorsOf(tables[kind]!),
    dc: huffman[2 * kind]!,
    ac: huffman[2 * kind + 1]!,
    last: 0,
  })
  const luma = component(y, wide, 0)
  const blue = component(cb, wide / 2, 1)
  const red = component(cr, wide / 2, 1)

  const bits = createBitWriter(headerOf(width, height, tables))
  for (let row = 0; row < high; row += 16) {
    for (let column = 0; column < wide; column += 16) {
      const corner = row * wide + column
      writeBlock(luma, corner, bits)
      writeBlock(luma, corner + 8, bits)
      writeBlock(luma, corner + 8 * wide, bits)
      writeBlock(luma, corner + 8 * wide + 8, bits)
      const at = ((row / 2) * wide) / 2 + column / 2
      writeBlock(blue, at, bits)
      writeBlock(red, at, bits)
    }
  }
  return bits.finish()
}

/** Luma and both chromas about zero, their edges repeated to whole blocks; chroma at half size. */
function planesOf({ width, height, rgb }: RgbImage, wide: number, high: number) {
  const y = new Float32Array(wide * high)
  const cb = new Float32Array((wide * high) / 4)
  const cr = new Float32Array((wide * high) / 4)
  for (let row = 0; row < high; row++) {
    const from = Math.min(row, height - 1) * width
    for (let column = 0; column < wide; column++) {
      const at = 3 * (from + Math.min(column, width - 1))
      const r = rgb[at]!
      const g = rgb[at + 1]!
      const b = rgb[at + 2]!
      y[row * wide + column] = 0.299 * r + 0.587 * g + 0.114 * b - 128
      const half = ((row >> 1) * wide) / 2 + (column >> 1)
      cb[half]! += (-0.168736 * r - 0.331264 * g + 0.5 * b) / 4
      cr[half]! += (0.5 * r - 0.418688 * g - 0.081312 * b) / 4
    }
  }
  return [y, cb, cr] as const
}

/** Everything before the entropy-coded data: JFIF, tables, frame and scan headers. */
function headerOf(width: number, height: number, tables: readonly (readonly number[])[]): number[] {
  const out = [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
  tables.forEach((table, id) => {
    out.push(0xff, 0xdb, 0, 67, id, ...ZIGZAG.map((place) => table[place]!))
  })
  out.push(0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3)
  out.push(1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1)
  const huffman = [
    [0x00, DC_LUMA],
    [0x10, AC_LUMA],
    [0x01, DC_CHROMA],
    [0x11, AC_CHROMA],
  ] as const
  for (const [id, { counts, values }] of huffman) {
    const length = 19 + values.length
    out.push(0xff, 0xc4, length >> 8, length & 255, id, ...counts, ...values)
  }
  out.push(0xff, 0xda, 0, 12, 3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0)
  return out
}
