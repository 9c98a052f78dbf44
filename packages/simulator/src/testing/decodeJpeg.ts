import type { RgbImage } from '../camera/jpeg.ts'
import { ZIGZAG } from '../camera/jpegBlock.ts'

type Codes = ReadonlyMap<number, number>

type File = {
  width: number
  height: number
  /** Quantisation by table, in the order of the zigzag. */
  readonly divisors: Map<number, readonly number[]>
  /** Value of each code, which is keyed with a leading one, by table. */
  readonly codes: Map<number, Codes>
  data: Uint8Array
}

/** The pixels of a baseline JPEG with chroma at half size, decoded by the letter of ITU-T T.81. */
export function decodeJpeg(bytes: Uint8Array): RgbImage {
  const { width, height, divisors, codes, data } = parse(bytes)
  const bit = bitsOf(data)
  const wide = Math.ceil(width / 16) * 16
  const high = Math.ceil(height / 16) * 16
  const planes = [0, 1, 2].map(() => new Float64Array(wide * high))
  const last = [0, 0, 0]
  for (let row = 0; row < high; row += 16) {
    for (let column = 0; column < wide; column += 16) {
      for (const [part, right, down] of [
        [0, 0, 0],
        [0, 8, 0],
        [0, 0, 8],
        [0, 8, 8],
        [1, 0, 0],
        [2, 0, 0],
      ] as const) {
        const kind = part === 0 ? 0 : 1
        const block = readBlock(bit, { dc: codes.get(kind)!, ac: codes.get(16 + kind)! })
        last[part]! += block[0]!
        block[0] = last[part]!
        const pixels = pixelsOf(block.map((value, i) => value * divisors.get(kind)![i]!))
        const size = part === 0 ? 1 : 2
        for (let y = 0; y < 8 * size; y++) {
          for (let x = 0; x < 8 * size; x++) {
            const at = (row + down + y) * wide + column + right + x
            planes[part]![at] = pixels[8 * Math.floor(y / size) + Math.floor(x / size)]!
          }
        }
      }
    }
  }
  const rgb = new Uint8Array(3 * width * height)
  for (let i = 0; i < width * height; i++) {
    const at = Math.floor(i / width) * wide + (i % width)
    const [y, b, r] = [planes[0]![at]! + 128, planes[1]![at]!, planes[2]![at]!]
    const values = [y + 1.402 * r, y - 0.344136 * b - 0.714136 * r, y + 1.772 * b]
    values.forEach((value, channel) => {
      rgb[3 * i + channel] = Math.min(255, Math.max(0, Math.round(value)))
    })
  }
  return { width, height, rgb }
}

function parse(bytes: Uint8Array): File {
  const file: File = {
    width: 0,
    height: 0,
    divisors: new Map(),
    codes: new Map(),
    data: new Uint8Array(),
  }
  for (let at = 2; ; ) {
    const marker = bytes[at + 1]!
    const length = bytes[at + 2]! * 256 + bytes[at + 3]!
    const body = bytes.subarray(at + 4, at + 2 + length)
    at += 2 + length
    if (marker === 0xdb) file.divisors.set(body[0]!, [...body.subarray(1)])
    if (marker === 0xc4) file.codes.set(body[0]!, codesOf(body))
    if (marker === 0xc0) {
      file.height = body[1]! * 256 + body[2]!
      file.width = body[3]! * 256 + body[4]!
    }
    if (marker !== 0xda) continue
    const data = [...bytes.subarray(at, -2)]
    file.data = Uint8Array.from(data.filter((value, i) => value !== 0 || data[i - 1] !== 0xff))
    return file
  }
}

function codesOf(body: Uint8Array): Codes {
  const codes = new Map<number, number>()
  let code = 0
  let next = 17
  for (let length = 1; length <= 16; length++) {
    for (let i = 0; i < body[length]!; i++) codes.set((1 << length) | code++, body[next++]!)
    code <<= 1
  }
  return codes
}

function bitsOf(data: Uint8Array): () => number {
  let at = 0
  return () => {
    const value = (data[at >> 3]! >> (7 - (at & 7))) & 1
    at++
    return value
  }
}

function readBlock(bit: () => number, { dc, ac }: { dc: Codes; ac: Codes }): number[] {
  const readCode = (codes: Codes): number => {
    let code = 1
    while (!codes.has(code)) {
      code = 2 * code + bit()
      if (code > 1 << 17) throw new Error('Expected a code, got none')
    }
    return codes.get(code)!
  }
  const numberOf = (size: number): number => {
    let value = 0
    for (let i = 0; i < size; i++) value = 2 * value + bit()
    return size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value
  }
  const block = new Array<number>(64).fill(0)
  block[0] = numberOf(readCode(dc))
  for (let i = 1; i < 64; i++) {
    const code = readCode(ac)
    if (code === 0) break
    i += code >> 4
    block[i] = numberOf(code & 15)
  }
  return block
}

function pixelsOf(zigzag: readonly number[]): number[] {
  const block = new Array<number>(64).fill(0)
  zigzag.forEach((value, i) => {
    block[ZIGZAG[i]!] = value
  })
  const cosine = (x: number, u: number): number =>
    Math.cos(((2 * x + 1) * u * Math.PI) / 16) * (u === 0 ? Math.SQRT1_2 : 1)
  const rows = Array.from({ length: 64 }, (_, i) => {
    let sum = 0
    for (let u = 0; u < 8; u++) sum += block[8 * (i >> 3) + u]! * cosine(i & 7, u)
    return sum / 2
  })
  return Array.from({ length: 64 }, (_, i) => {
    let sum = 0
    for (let v = 0; v < 8; v++) sum += rows[8 * v + (i & 7)]! * cosine(i >> 3, v)
    return sum / 2
  })
}
