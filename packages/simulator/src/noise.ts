import { createRandom } from './random.ts'

const SIDE = 64
const MASK = SIDE - 1

/** Even bytes on a 64 × 64 × 64 torus. One table for every scene: texture needs no seed of its own. */
const TABLE = /* @__PURE__ */ (() => {
  const random = createRandom(0x51ab5)
  return Uint8Array.from({ length: SIDE ** 3 }, () => Math.floor(random() * 256))
})()

/** The byte of the unit cell a point lies in, 0..255: leaves and grit without smoothing. */
export function cellNoise(x: number, y: number, z: number): number {
  const i = (Math.floor(z) & MASK) * SIDE * SIDE + (Math.floor(y) & MASK) * SIDE
  return TABLE[i + (Math.floor(x) & MASK)]!
}

/**
 * Noise of leaves at a point of the world, 0..255: twigs of a hand's width and leaves of a thumb's.
 *
 * Its cells are turned against the axes, so that no row of them lines up with a street.
 */
export function leafNoise(x: number, y: number, z: number): number {
  const u = 0.68 * x - 0.57 * y + 0.46 * z
  const v = 0.73 * x + 0.51 * y - 0.45 * z
  const w = 0.02 * x + 0.64 * y + 0.77 * z
  return 0.5 * cellNoise(u * 7, v * 7, w * 7) + 0.5 * cellNoise(v * 21 + 9, w * 21, u * 21)
}

/** Bilinear noise of a plane, in [0, 1], one feature per unit. */
export function planeNoise(x: number, y: number): number {
  const column = Math.floor(x)
  const row = Math.floor(y)
  const u = x - column
  const v = y - row
  const left = column & MASK
  const right = (column + 1) & MASK
  const here = (row & (MASK * SIDE + MASK)) * SIDE
  const next = ((row + 1) & (MASK * SIDE + MASK)) * SIDE
  const low = TABLE[here + left]! * (1 - u) + TABLE[here + right]! * u
  const high = TABLE[next + left]! * (1 - u) + TABLE[next + right]! * u
  return (low * (1 - v) + high * v) / 255
}
