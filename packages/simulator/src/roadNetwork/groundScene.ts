import { planeNoise } from '../noise.ts'
import { between, type Random } from '../random.ts'
import {
  type GroundPicture,
  MATERIAL,
  PICTURE,
  PICTURE_CELL,
  PICTURE_COLUMNS,
  PICTURE_ROWS,
} from './groundPicture.ts'

/** Materials' lidar intensity in parts of asphalt's, their height above the road, their roughness. */
export type GroundLook = {
  readonly albedo: Float32Array
  readonly rise: Float32Array
  readonly rough: Float32Array
  /** Brightness and color (from blue 0 over neutral 128 to yellow 255) as a camera has them. */
  readonly luminance: Float32Array
  readonly color: Float32Array
  /** How much the asphalt varies, over how many meters. */
  readonly mottling: number
  readonly spread: number
  /** How much paint the wheels have worn away in spots. */
  readonly wear: number
}

/** The lie of the land: height of the road's plane. */
export type Relief = {
  readonly slopeX: number
  readonly slopeY: number
  readonly waves: readonly (readonly [
    amplitude: number,
    perX: number,
    perY: number,
    phase: number,
  ])[]
}

/** How the ground of a place looks, at random. */
export function randomLook(random: Random): GroundLook {
  const kerb = random() < 0.8 ? between(random, 0.06, 0.17) : 0
  const grass = between(random, 0.8, 3)
  const pavement = between(random, 0.9, 2)
  const patch = between(random, 0.7, 1.4)
  const day = between(random, 60, 120)
  return {
    albedo: Float32Array.of(grass, pavement, 1, pavement, patch, between(random, 0.5, 0.9), grass),
    rise: Float32Array.of(kerb + between(random, -0.05, 0.08), kerb, 0, kerb, 0, 0, 0.01),
    rough: Float32Array.of(between(random, 0.02, 0.07), 0.004, 0, 0.01, 0, 0, 0.02),
    luminance: Float32Array.of(day * 0.9, day * 1.5, day, day * 1.4, day * patch, day * 0.6, day),
    color: Float32Array.of(between(random, 140, 170), 132, 126, 132, 126, 126, 170),
    mottling: between(random, 0.05, 0.35),
    spread: between(random, 0.7, 5),
    wear: between(random, 0, 1.2),
  }
}

/** A lie of the land at random: up to 6 % steep, with long waves. */
export function randomRelief(random: Random): Relief {
  const steep = random() < 0.4 ? 0.06 : 0.015
  return {
    slopeX: between(random, -steep, steep),
    slopeY: between(random, -steep, steep),
    waves: [0, 1].map(() => [
      between(random, 0, 0.25),
      between(random, -0.1, 0.1),
      between(random, -0.1, 0.1),
      between(random, 0, 6),
    ]),
  }
}

/** The road's height at a place, above that at the origin's slope. */
export function reliefAt({ slopeX, slopeY, waves }: Relief, x: number, y: number): number {
  let height = slopeX * x + slopeY * y
  for (const [amplitude, perX, perY, phase] of waves) {
    height += amplitude * Math.sin(perX * x + perY * y + phase)
  }
  return height
}

/** The cell of a picture at a place; -1 outside of it. */
export function cellAt(x: number, y: number): number {
  const row = Math.floor((x + PICTURE.back) / PICTURE_CELL)
  const column = Math.floor((y + PICTURE.side) / PICTURE_CELL)
  if (row < 0 || row >= PICTURE_ROWS || column < 0 || column >= PICTURE_COLUMNS) return -1
  return row * PICTURE_COLUMNS + column
}

/** How much paint is left at a cell of a picture, 0 to 1, what the wheels took away taken off. */
export function paintLeft(
  { paint }: GroundPicture,
  look: GroundLook,
  at: readonly [cell: number, x: number, y: number],
): number {
  const [cell, x, y] = at
  const value = paint[cell]!
  if (value === 0) return 0
  const strength = (value > 128 ? value - 128 : value) / 127
  const worn = look.wear * (0.6 * planeNoise(x * 0.35, y * 0.35) + 0.4 * planeNoise(x * 3, y * 3))
  return strength * Math.min(1, Math.max(0, 1.15 - worn))
}

/** A number by which the ground at a place is brighter or darker than usual, about 1. */
export function mottle({ mottling, spread }: GroundLook, x: number, y: number): number {
  return (
    1 +
    mottling *
      (planeNoise(x / spread, y / spread) - 0.5 + 0.6 * (planeNoise(x * 2.3, y * 2.3) - 0.5))
  )
}

/** Whether a material is driven on. */
export function isRoad(material: number): boolean {
  return material === MATERIAL.asphalt || material >= MATERIAL.patch
}
