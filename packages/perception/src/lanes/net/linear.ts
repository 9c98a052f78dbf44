/** A layer's matrix, a row an output, and what is added to each output. */
export type Linear = { readonly weight: Float32Array; readonly bias: Float32Array }

/** What a layer makes of `x`; written to `out` where that is given. */
export function linear(
  { weight, bias }: Linear,
  x: Float32Array,
  out: Float32Array = new Float32Array(bias.length),
): Float32Array {
  const width = x.length
  const rows = bias.length
  let row = 0
  // Four rows at once: each number of `x` is read once for all, and no sum waits for another.
  for (; row + 3 < rows; row += 4) {
    const [at0, at1, at2, at3] = [
      row * width,
      (row + 1) * width,
      (row + 2) * width,
      (row + 3) * width,
    ]
    let [a, b, c, d] = [bias[row]!, bias[row + 1]!, bias[row + 2]!, bias[row + 3]!]
    for (let column = 0; column < width; column++) {
      const value = x[column]!
      a += weight[at0 + column]! * value
      b += weight[at1 + column]! * value
      c += weight[at2 + column]! * value
      d += weight[at3 + column]! * value
    }
    out[row] = a
    out[row + 1] = b
    out[row + 2] = c
    out[row + 3] = d
  }
  for (; row < rows; row++) {
    let sum = bias[row]!
    for (let column = 0; column < width; column++) sum += weight[row * width + column]! * x[column]!
    out[row] = sum
  }
  return out
}

/** Adds `other` to `x`, in place. */
export function add(x: Float32Array, other: Float32Array): Float32Array {
  for (let index = 0; index < x.length; index++) x[index]! += other[index]!
  return x
}

/** Nothing below 0, in place. */
export function relu(x: Float32Array): Float32Array {
  for (let index = 0; index < x.length; index++) if (x[index]! < 0) x[index] = 0
  return x
}

/** Row `index` of a matrix whose rows are `width` long: a view. */
export function rowOf(matrix: Float32Array, index: number, width: number): Float32Array {
  return matrix.subarray(index * width, (index + 1) * width)
}

/** The sum of products. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!
  return sum
}

/** The mean taken away, spread made 1, then scaled and shifted (Ba et al., "Layer Normalization", 2016). */
export function layerNorm({ weight, bias }: Linear, x: Float32Array): Float32Array {
  let mean = 0
  for (const value of x) mean += value / x.length
  let spread = 0
  for (const value of x) spread += (value - mean) ** 2 / x.length
  const scale = 1 / Math.sqrt(spread + 1e-5)
  return x.map((value, index) => (value - mean) * scale * weight[index]! + bias[index]!)
}

/** Logits as shares of 1. */
export function softmax(logits: Float32Array): Float32Array {
  let highest = Number.NEGATIVE_INFINITY
  for (const value of logits) if (value > highest) highest = value
  let sum = 0
  const shares = logits.map((value) => {
    const share = Math.exp(value - highest)
    sum += share
    return share
  })
  for (let index = 0; index < shares.length; index++) shares[index]! /= sum
  return shares
}

/** Some arrays as one. */
export function joined(...parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}
