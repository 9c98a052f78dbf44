import type { Message } from '@trueline/annotation'
import { zlibSync } from 'fflate'
import { BadInputError } from '../badInputError.ts'
import type { RawImage } from './messages.ts'
import { rosTexts as say } from './rosTexts.ts'

/** Where red, green and blue stand in a pixel, and its bytes. */
type Layout = { readonly bytes: number; readonly rgb: readonly [number, number, number] }

const GRAY: Layout = { bytes: 1, rgb: [0, 0, 0] }
const LAYOUTS: Readonly<Record<string, Layout>> = {
  rgb8: { bytes: 3, rgb: [0, 1, 2] },
  bgr8: { bytes: 3, rgb: [2, 1, 0] },
  rgba8: { bytes: 4, rgb: [0, 1, 2] },
  bgra8: { bytes: 4, rgb: [2, 1, 0] },
  '8UC3': { bytes: 3, rgb: [2, 1, 0] },
  mono8: GRAY,
  '8UC1': GRAY,
  // The high byte of little-endian pixels.
  mono16: { bytes: 2, rgb: [1, 1, 1] },
  '16UC1': { bytes: 2, rgb: [1, 1, 1] },
}
/** Places of red, the greens and blue in two by two pixels. */
const BAYER: Readonly<Record<string, readonly [number, number, number, number]>> = {
  bayer_rggb8: [0, 1, 2, 3],
  bayer_bggr8: [3, 1, 2, 0],
  bayer_gbrg8: [2, 0, 3, 1],
  bayer_grbg8: [1, 0, 3, 2],
}

/**
 * A raw image as PNG: what a browser shows. Of a Bayer pattern each two by two pixels share a color.
 *
 * @throws {BadInputError} when it is encoded otherwise, or has fewer bytes than pixels.
 */
export function pngOf(
  image: RawImage,
  { file, place }: { readonly file: string; readonly place: Message },
): Uint8Array {
  const { width, height, encoding, step, data } = image
  const layout = LAYOUTS[encoding]
  const bayer = BAYER[encoding]
  if (layout === undefined && bayer === undefined) {
    const found = say.encoding({ name: encoding })
    throw new BadInputError({ file, place, found, expected: say.encodings })
  }
  const pixel = layout?.bytes ?? 1
  if (step < width * pixel || data.length < step * height || width === 0 || height === 0) {
    const found = say.layout({ bytes: data.length, width, height, step: pixel })
    throw new BadInputError({ file, place, found, expected: say.sound })
  }
  const rows = new Uint8Array(height * (1 + width * 3))
  for (let y = 0, to = 0; y < height; y++) {
    to++
    for (let x = 0; x < width; x++, to += 3) {
      if (layout) {
        const from = y * step + x * pixel
        for (let c = 0; c < 3; c++) rows[to + c] = data[from + layout.rgb[c]!]!
      } else if (bayer) {
        const [top, left] = [Math.min(y & ~1, height - 2), Math.min(x & ~1, width - 2)]
        const at = (place: number): number =>
          data[Math.max(0, top + (place >> 1)) * step + Math.max(0, left + (place & 1))] ?? 0
        rows[to] = at(bayer[0])
        rows[to + 1] = (at(bayer[1]) + at(bayer[2])) >> 1
        rows[to + 2] = at(bayer[3])
      }
    }
  }
  return png(rows, width, height)
}

/** A PNG file of rows of 8-bit RGB, each behind a zero (W3C, "Portable Network Graphics"). */
function png(rows: Uint8Array, width: number, height: number): Uint8Array {
  const head = new Uint8Array(13)
  const view = new DataView(head.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  head.set([8, 2, 0, 0, 0], 8)
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', head),
    chunk('IDAT', zlibSync(rows, { level: 1 })),
    chunk('IEND', new Uint8Array(0)),
  ]
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + data.length)
  const view = new DataView(out.buffer)
  view.setUint32(0, data.length)
  out.set(new TextEncoder().encode(name), 4)
  out.set(data, 8)
  view.setUint32(8 + data.length, crc32(out.subarray(4, 8 + data.length)))
  return out
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (let at = 0; at < bytes.length; at++) crc = CRC[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
