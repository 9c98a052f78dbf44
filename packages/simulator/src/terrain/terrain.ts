import { between, normal, pick, type Random } from '../random.ts'
import { leftOfArc, type RoadArc } from './roadArc.ts'

/** Ground as a height over every place; 0 at the origin. */
export type Terrain = {
  readonly heightAt: (x: number, y: number) => number
  /** Distance outside the nearest road's edge, negative on a road. */
  readonly outsideAt: (x: number, y: number) => number
  /** Standard deviation of the ground's own grain on the roads, and how far grass stands up beside them. */
  readonly grain: number
  readonly grass: number
}

const CELL = 2
const REACH = 128
const SIDE = (2 * REACH) / CELL + 1
/** A kerb's face leans by as much. */
const KERB_LEAN = 0.03

/**
 * Rolling ground under some roads: slopes, slow waves, a kerb along each edge, banks beyond.
 *
 * Good to 128 m from the origin; beyond it goes on as at the rim.
 */
export function createTerrain(random: Random, roads: readonly RoadArc[]): Terrain {
  const lefts = roads.map(leftOfArc)
  const halves = roads.map(({ halfWidth }) => halfWidth)
  const kerb = random() < 0.3 ? 0 : between(random, 0.05, 0.19)
  const walk = between(random, 2, 6)
  const banks = [bankOf(random), bankOf(random)] as const
  const base = createWaves(random)
  const outsideAt = (x: number, y: number): number => {
    let outside = Infinity
    for (let i = 0; i < lefts.length; i++) {
      const value = Math.abs(lefts[i]!(x, y)) - halves[i]!
      if (value < outside) outside = value
    }
    return outside
  }
  const rawAt = (x: number, y: number): number => {
    const outside = outsideAt(x, y)
    const height = waveAt(base, x, y)
    if (outside <= 0) return height
    const bank = banks[lefts[0]!(x, y) > 0 ? 0 : 1]
    const beyond = Math.min(12, Math.max(0, outside - walk))
    return height + kerb * Math.min(1, outside / KERB_LEAN) + bank * beyond
  }
  const zero = rawAt(0, 0)
  return {
    heightAt: (x, y) => rawAt(x, y) - zero,
    outsideAt,
    grain: between(random, 0.0005, 0.006),
    grass: pick(random, [
      0,
      0,
      between(random, 0.01, 0.08),
      between(random, 0.01, 0.08),
      between(random, 0.08, 0.45),
    ]),
  }
}

/** Rise of the land beside a road: mostly none, at times a cutting or an embankment. */
function bankOf(random: Random): number {
  return pick(random, [0, 0, 0, 0, between(random, -0.06, 0.1), between(random, -0.15, 0.3)])
}

/** Heights on a grid about the origin: a slope, and waves that grow with the distance. */
function createWaves(random: Random): Float64Array {
  const slopeX = 0.015 * normal(random)
  const slopeY = 0.012 * normal(random)
  const waves = Array.from({ length: 3 }, () => {
    const turn = between(random, 0, Math.PI)
    const rate = between(random, 0.02, 0.12)
    return {
      x: rate * Math.cos(turn),
      y: rate * Math.sin(turn),
      phase: between(random, 0, 2 * Math.PI),
      height: between(random, 0, 0.18),
    }
  })
  const heights = new Float64Array(SIDE * SIDE)
  for (let row = 0; row < SIDE; row++) {
    const y = row * CELL - REACH
    for (let column = 0; column < SIDE; column++) {
      const x = column * CELL - REACH
      const square = x * x + y * y
      let height = 0
      for (const wave of waves) {
        height += wave.height * Math.sin(wave.x * x + wave.y * y + wave.phase)
      }
      heights[row * SIDE + column] = slopeX * x + slopeY * y + (height * square) / (square + 200)
    }
  }
  return heights
}

function waveAt(heights: Float64Array, x: number, y: number): number {
  const column = Math.min(SIDE - 1.001, Math.max(0, (x + REACH) / CELL))
  const row = Math.min(SIDE - 1.001, Math.max(0, (y + REACH) / CELL))
  const i = Math.floor(column)
  const j = Math.floor(row)
  const u = column - i
  const v = row - j
  const at = j * SIDE + i
  const low = heights[at]! + (heights[at + 1]! - heights[at]!) * u
  const high = heights[at + SIDE]! + (heights[at + SIDE + 1]! - heights[at + SIDE]!) * u
  return low + (high - low) * v
}
