import { LANE_NET } from './layout.ts'
import { add, type Linear, layerNorm, linear, relu, softmax } from './linear.ts'
import type { DecoderWeights } from './weights.ts'

const { width, heads, memory, steps } = LANE_NET
const HEAD = width / heads
const CELLS = memory.rows * memory.columns

/** A layer with what it keeps of the steps before. */
export type DecoderLayer = {
  /** What the layer makes of the next step. */
  readonly next: (x: Float32Array) => Float32Array
}

/** Layer `index` at the beginning of a window. */
export function openLayer(
  weights: DecoderWeights,
  index: number,
  seen: Float32Array,
): DecoderLayer {
  const part = (name: string): Linear => weights.linear(`layers.${index}.${name}`)
  const [norm1, norm2, norm3] = [part('norm1'), part('norm2'), part('norm3')]
  const [own, ownOut, query] = [part('own'), part('own_out'), part('query')]
  const [windowOut, wide, narrow] = [part('window_out'), part('wide'), part('narrow')]
  const block = width * CELLS
  const windowKeys = transposed(seen.subarray(2 * index * block, (2 * index + 1) * block), CELLS)
  const windowValues = seen.subarray((2 * index + 1) * block, (2 * index + 2) * block)
  const keys = new Float32Array(width * steps)
  const values = new Float32Array(width * steps)
  let count = 0
  return {
    next: (x) => {
      const mixed = linear(own, layerNorm(norm1, x))
      keys.set(mixed.subarray(width, 2 * width), count * width)
      for (let channel = 0; channel < width; channel++) {
        values[channel * steps + count] = mixed[2 * width + channel]!
      }
      count++
      const attended = attend(mixed.subarray(0, width), { keys, values, stride: steps, count })
      const first = add(linear(ownOut, attended), x)
      const toWindow = { keys: windowKeys, values: windowValues, stride: CELLS, count: CELLS }
      const looked = attend(linear(query, layerNorm(norm2, first)), toWindow)
      const second = add(linear(windowOut, looked), first)
      return add(linear(narrow, relu(linear(wide, layerNorm(norm3, second)))), second)
    },
  }
}

/** What is attended to: `count` places of `keys` a row each, of `values` a column each of `stride`. */
type Attended = {
  readonly keys: Float32Array
  readonly values: Float32Array
  readonly stride: number
  readonly count: number
}

/** Scaled dot-product attention of each head (Vaswani et al., 2017, section 3.2). */
function attend(query: Float32Array, { keys, values, stride, count }: Attended): Float32Array {
  const out = new Float32Array(width)
  const scores = new Float32Array(count)
  for (let first = 0; first < width; first += HEAD) {
    for (let place = 0, at = first; place < count; place++, at += width) {
      let a = 0
      let b = 0
      // Rows lie one after the other in memory: half the time of going down columns.
      for (let channel = 0; channel < HEAD; channel += 2) {
        a += query[first + channel]! * keys[at + channel]!
        b += query[first + channel + 1]! * keys[at + channel + 1]!
      }
      scores[place] = (a + b) / Math.sqrt(HEAD)
    }
    const shares = softmax(scores)
    for (let channel = first; channel < first + HEAD; channel++) {
      const row = channel * stride
      let a = 0
      let b = 0
      let place = 0
      for (; place + 1 < count; place += 2) {
        a += shares[place]! * values[row + place]!
        b += shares[place + 1]! * values[row + place + 1]!
      }
      if (place < count) a += shares[place]! * values[row + place]!
      out[channel] = a + b
    }
  }
  return out
}

/** A matrix of rows of `columns` with rows and columns swapped. */
function transposed(matrix: Float32Array, columns: number): Float32Array {
  const rows = matrix.length / columns
  const out = new Float32Array(matrix.length)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      out[column * rows + row] = matrix[row * columns + column]!
    }
  }
  return out
}
