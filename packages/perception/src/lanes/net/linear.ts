/** A layer: a matrix, a row an output, and what is added to each output. */
export type Linear = {
  readonly rows: number
  readonly apply: (x: Float32Array, out: Float32Array) => void
}

/** What values are scaled and shifted by once their spread is 1. */
export type Norm = { readonly weight: Float32Array; readonly bias: Float32Array }

/** What a layer makes of `x`; written to `out` where that is given. */
export function linear(
  { rows, apply }: Linear,
  x: Float32Array,
  out: Float32Array = new Float32Array(rows),
): Float32Array {
  apply(x, out)
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
export function layerNorm({ weight, bias }: Norm, x: Float32Array): Float32Array {
  const count = x.length
  let sum = 0
  for (let index = 0; index < count; index++) sum += x[index]!
  const mean = sum / count
  let spread = 0
  for (let index = 0; index < count; index++) spread += (x[index]! - mean) ** 2
  const scale = 1 / Math.sqrt(spread / count + 1e-5)
  const out = new Float32Array(count)
  for (let index = 0; index < count; index++) {
    out[index] = (x[index]! - mean) * scale * weight[index]! + bias[index]!
  }
  return out
}

/** Logits made shares of 1, in place. */
export function softmax(logits: Float32Array): Float32Array {
  const count = logits.length
  let highest = Number.NEGATIVE_INFINITY
  for (let index = 0; index < count; index++) highest = Math.max(highest, logits[index]!)
  let sum = 0
  for (let index = 0; index < count; index++) {
    const share = Math.exp(logits[index]! - highest)
    logits[index] = share
    sum += share
  }
  for (let index = 0; index < count; index++) logits[index]! /= sum
  return logits
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
