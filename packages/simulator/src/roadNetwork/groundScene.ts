import { planeNoise } from '../noise.ts'
import { between, type Random } from '../random.ts'
import { MATERIAL, PICTURE, PICTURE_CELL, PICTURE_COLUMNS, PICTURE_ROWS } from './groundPicture.ts'
import type { Point } from './network.ts'

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
  /** How much of the ground beside the road nothing grows or stands on, 0 to 1. */
  readonly bare: number
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
    bare: between(random, 0.75, 1),
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

/** Sides of the grid that heights are looked up in, and how far beyond the picture it reaches; meters. */
const RELIEF_CELL = 4
const RELIEF_EDGE = 44
const RELIEF_ROWS = (PICTURE.back + PICTURE.front + 2 * RELIEF_EDGE) / RELIEF_CELL
const RELIEF_COLUMNS = Math.ceil((2 * PICTURE.side + 2 * RELIEF_EDGE) / RELIEF_CELL)

/** The relief's heights on a grid. */
export type Heights = Float32Array

/** A relief looked at once for each 4 m: waves are longer. */
export function heightsOf({ slopeX, slopeY, waves }: Relief): Heights {
  const heights = new Float32Array(RELIEF_ROWS * RELIEF_COLUMNS)
  for (let row = 0, at = 0; row < RELIEF_ROWS; row++) {
    const x = row * RELIEF_CELL - PICTURE.back - RELIEF_EDGE
    for (let column = 0; column < RELIEF_COLUMNS; column++, at++) {
      const y = column * RELIEF_CELL - PICTURE.side - RELIEF_EDGE
      heights[at] = slopeX * x + slopeY * y
      for (const [amplitude, perX, perY, phase] of waves) {
        heights[at]! += amplitude * Math.sin(perX * x + perY * y + phase)
      }
    }
  }
  return heights
}

/** The road's height at a place, that of the grid's edge beyond it. */
export function heightAt(heights: Heights, x: number, y: number): number {
  const row = Math.min(
    RELIEF_ROWS - 1.001,
    Math.max(0, (x + PICTURE.back + RELIEF_EDGE) / RELIEF_CELL),
  )
  const column = Math.min(
    RELIEF_COLUMNS - 1.001,
    Math.max(0, (y + PICTURE.side + RELIEF_EDGE) / RELIEF_CELL),
  )
  const [top, left] = [row | 0, column | 0]
  const [u, v] = [row - top, column - left]
  const at = top * RELIEF_COLUMNS + left
  const near = heights[at]! * (1 - v) + heights[at + 1]! * v
  const far = heights[at + RELIEF_COLUMNS]! * (1 - v) + heights[at + RELIEF_COLUMNS + 1]! * v
  return near * (1 - u) + far * u
}

/** The cell of a picture at a place; -1 outside of it. */
export function cellAt(x: number, y: number): number {
  const row = Math.floor((x + PICTURE.back) / PICTURE_CELL)
  const column = Math.floor((y + PICTURE.side) / PICTURE_CELL)
  if (row < 0 || row >= PICTURE_ROWS || column < 0 || column >= PICTURE_COLUMNS) return -1
  return row * PICTURE_COLUMNS + column
}

/** How much paint is left at a cell of a picture, 0 to 1, what the wheels took away taken off. */
export function paintLeft(value: number, wear: number, [x, y]: Point): number {
  const strength = (value > 128 ? value - 128 : value) / 127
  const worn = wear * (0.6 * planeNoise(x * 0.35, y * 0.35) + 0.4 * planeNoise(x * 3, y * 3))
  return strength * Math.min(1, Math.max(0, 1.15 - worn))
}

/** A number by which the ground at a place is brighter or darker than usual, about 1. */
export function mottle({ mottling, spread }: GroundLook, x: number, y: number): number {
  return 1 + mottling * (planeNoise(x / spread, y / spread) - 0.5)
}

/** Whether a material is driven on. */
export function isRoad(material: number): boolean {
  return material === MATERIAL.asphalt || material >= MATERIAL.patch
}
