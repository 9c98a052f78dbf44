import type { Tensor } from '../session/session.ts'

/** A tensor of one value throughout. */
export function tensorOf(dims: readonly number[], value = 0): Tensor & { data: Float32Array } {
  const length = dims.reduce((product, side) => product * side, 1)
  return { data: new Float32Array(length).fill(value), dims }
}

/** The same numbers for the same seed, evenly in [-1, 1) (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1
  }
}
