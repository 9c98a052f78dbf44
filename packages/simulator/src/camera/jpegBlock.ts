import type { BitWriter } from './bitWriter.ts'

/** Place of each coefficient of the zigzag in a block of 8 × 8. */
export const ZIGZAG: readonly number[] = /* @__PURE__ */ (() => {
  const order: number[] = []
  for (let sum = 0; sum < 15; sum++) {
    for (let i = 0; i <= sum; i++) {
      const [row, column] = sum % 2 === 0 ? [sum - i, i] : [i, sum - i]
      if (row < 8 && column < 8) order.push(8 * row + column)
    }
  }
  return order
})()

/** One of a picture's three planes on its way into a file. */
export type Component = {
  readonly plane: Float32Array
  readonly stride: number
  /** From `factorsOf`. */
  readonly factors: Float64Array
  /** Code and length of each value, the code in the upper bits: `code << 5 | length`. */
  readonly dc: Int32Array
  readonly ac: Int32Array
  /** DC value of the block before. */
  last: number
}

const block = new Float64Array(64)
const PLACES = Uint8Array.from(ZIGZAG)

/** What the fast transform's outputs are multiplied by to be quantised, in their order. */
export function factorsOf(table: readonly number[]): Float64Array {
  const scaleOf = (u: number): number => (u === 0 ? 1 : Math.SQRT2 * Math.cos((u * Math.PI) / 16))
  return Float64Array.from(
    table,
    (divisor, i) => 1 / (8 * divisor * scaleOf(i >> 3) * scaleOf(i & 7)),
  )
}

/** Eight values of `block`, `step` apart, to their scaled DCT (Arai, Agui and Nakajima, 1988). */
function transformLine(at: number, step: number): void {
  const a = block[at]!
  const b = block[at + step]!
  const c = block[at + 2 * step]!
  const d = block[at + 3 * step]!
  const e = block[at + 4 * step]!
  const f = block[at + 5 * step]!
  const g = block[at + 6 * step]!
  const h = block[at + 7 * step]!
  const even0 = a + h
  const even1 = b + g
  const even2 = c + f
  const even3 = d + e
  const sum03 = even0 + even3
  const sum12 = even1 + even2
  const low = even0 - even3
  const turned = (even1 - even2 + low) * Math.SQRT1_2
  block[at] = sum03 + sum12
  block[at + 4 * step] = sum03 - sum12
  block[at + 2 * step] = low + turned
  block[at + 6 * step] = low - turned
  const odd0 = d - e + (c - f)
  const odd1 = (c - f + (b - g)) * Math.SQRT1_2
  const odd2 = b - g + (a - h)
  const shared = (odd0 - odd2) * 0.382683433
  const p = 0.5411961 * odd0 + shared
  const q = 1.306562965 * odd2 + shared
  const upper = a - h + odd1
  const lower = a - h - odd1
  block[at + 5 * step] = lower + p
  block[at + 3 * step] = lower - p
  block[at + step] = upper + q
  block[at + 7 * step] = upper - q
}

/** Writes the 8 × 8 block of a plane that begins at `at`. */
export function writeBlock(component: Component, at: number, bits: BitWriter): void {
  const { plane, stride, factors, dc, ac } = component
  for (let row = 0; row < 8; row++) {
    for (let x = 0; x < 8; x++) block[8 * row + x] = plane[at + row * stride + x]!
    transformLine(8 * row, 1)
  }
  for (let column = 0; column < 8; column++) transformLine(column, 8)

  const first = Math.round(block[0]! * factors[0]!)
  const step = first - component.last
  component.last = first
  writeCode(bits, dc[sizeOf(step)]!)
  writeNumber(bits, step)
  let zeros = 0
  for (let i = 1; i < 64; i++) {
    const place = PLACES[i]!
    const value = Math.round(block[place]! * factors[place]!)
    if (value === 0) {
      zeros++
      continue
    }
    for (; zeros > 15; zeros -= 16) writeCode(bits, ac[0xf0]!)
    writeCode(bits, ac[(zeros << 4) | sizeOf(value)]!)
    writeNumber(bits, value)
    zeros = 0
  }
  if (zeros > 0) writeCode(bits, ac[0]!)
}

function sizeOf(value: number): number {
  return 32 - Math.clz32(Math.abs(value))
}

function writeNumber(bits: BitWriter, value: number): void {
  const size = sizeOf(value)
  if (size > 0) bits.write(value < 0 ? value + (1 << size) - 1 : value, size)
}

function writeCode(bits: BitWriter, code: number): void {
  bits.write(code >> 5, code & 31)
}
