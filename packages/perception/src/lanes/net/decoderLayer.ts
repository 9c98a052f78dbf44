import type { Kernel, Matrix } from './kernel.ts'
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

/** Layer `index` at the beginning of a window; `seen` is what it looks at, a channel after the other. */
export function openLayer(
  weights: DecoderWeights,
  index: number,
  seen: Float32Array,
): DecoderLayer {
  const name = (part: string): string => `layers.${index}.${part}`
  const part = (one: string): Linear => weights.linear(name(one))
  const [norm1, norm2, norm3] = ['norm1', 'norm2', 'norm3'].map((one) => weights.norm(name(one)))
  const [own, ownOut, query] = [part('own'), part('own_out'), part('query')]
  const [windowOut, wide, narrow] = [part('window_out'), part('wide'), part('narrow')]
  const windowKeys = weights.room(name('windowKeys'), [CELLS, width])
  const windowValues = weights.room(name('windowValues'), [width, CELLS])
  const block = width * CELLS
  layAcross(seen.subarray(2 * index * block, (2 * index + 1) * block), windowKeys)
  lay(seen.subarray((2 * index + 1) * block, (2 * index + 2) * block), windowValues)
  const keys = weights.room(name('keys'), [steps, width])
  const values = weights.room(name('values'), [width, steps])
  // What an earlier window left beyond the count would be multiplied by nothing, but be read.
  keys.data.fill(0)
  values.data.fill(0)
  const { kernel } = weights
  let count = 0
  return {
    next: (x) => {
      const mixed = linear(own, layerNorm(norm1!, x))
      keys.data.set(mixed.subarray(width, 2 * width), count * width)
      for (let channel = 0; channel < width; channel++) {
        values.data[channel * values.stride + count] = mixed[2 * width + channel]!
      }
      count++
      const attended = attend(kernel, mixed.subarray(0, width), { keys, values, count })
      const first = add(linear(ownOut, attended), x)
      const toWindow = { keys: windowKeys, values: windowValues, count: CELLS }
      const looked = attend(kernel, linear(query, layerNorm(norm2!, first)), toWindow)
      const second = add(linear(windowOut, looked), first)
      return add(linear(narrow, relu(linear(wide, layerNorm(norm3!, second)))), second)
    },
  }
}

/** What is attended to: `count` places, of `keys` a row each, of `values` a column each. */
type Attended = { readonly keys: Matrix; readonly values: Matrix; readonly count: number }

/** Scaled dot-product attention of each head (Vaswani et al., 2017, section 3.2). */
function attend(
  kernel: Kernel,
  query: Float32Array,
  { keys, values, count }: Attended,
): Float32Array {
  const out = new Float32Array(width)
  const scores = new Float32Array(count)
  const scaled = query.map((value) => value / Math.sqrt(HEAD))
  for (let first = 0; first < width; first += HEAD) {
    const x = scaled.subarray(first, first + HEAD)
    kernel.times(keys, { x, bias: null, out: scores }, { rows: count, columns: HEAD, at: first })
    kernel.times(
      values,
      { x: softmax(scores), bias: null, out: out.subarray(first, first + HEAD) },
      { rows: HEAD, columns: count, at: first * values.stride },
    )
  }
  return out
}

/** Writes numbers, row by row, into a matrix of as many. */
function lay(numbers: Float32Array, { data, rows, columns, stride }: Matrix): void {
  for (let row = 0; row < rows; row++) {
    data.set(numbers.subarray(row * columns, (row + 1) * columns), row * stride)
  }
}

/** The same where the numbers lie column by column. */
function layAcross(numbers: Float32Array, { data, rows, columns, stride }: Matrix): void {
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) data[row * stride + column] = numbers[column * rows + row]!
  }
}
