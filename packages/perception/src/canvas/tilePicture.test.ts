import { fromYaw } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { addSweep } from './addSweep.ts'
import { createCanvas, TILE_CELLS } from './canvas.ts'
import { createRingLevels } from './ringLevels.ts'
import { TILE_CORNERS, tilePicture } from './tilePicture.ts'

/** The western half of a tile, rising to the east by 10 %, with a kerb of 10 cm along y = 16. */
function halfSeen(): ReturnType<typeof tilePicture> {
  const rows: number[] = []
  for (let x = 0.1; x < 16; x += 0.2) {
    for (let y = 0.1; y < 32; y += 0.2) rows.push(x, y, 0.1 * x + (y > 16 ? 0.1 : 0), 0.3)
  }
  const canvas = createCanvas({ minX: 0, minY: 0, maxX: 32, maxY: 32 })
  const points = Float32Array.from(rows)
  const worldFromEgo = { translation: [0, 0, 0], rotation: fromYaw(0) } as const
  addSweep(canvas, { points, worldFromEgo, levels: createRingLevels() })
  return tilePicture(canvas.tileAt(0, 0)!)
}

describe('tilePicture', () => {
  const { pixels, heights, minX } = halfSeen()
  const pixelAt = (x: number, y: number): number[] => {
    const cell = Math.floor(y * 4) * TILE_CELLS + Math.floor(x * 4)
    return [...pixels.subarray(4 * cell, 4 * cell + 4)]
  }

  it('is clear where nothing is known', () => {
    expect(minX).toBe(0)
    expect(pixelAt(20, 5)[3]).toBe(0)
    expect(pixelAt(5, 5)[3]).toBe(255)
  })

  it('shows a kerb bluer than the road', () => {
    const [red, , blue] = pixelAt(5, 16.1)
    expect(blue! - red!).toBeGreaterThan(20)
    const [plainRed, , plainBlue] = pixelAt(5, 5)
    expect(plainRed).toBe(plainBlue)
  })

  it('lies on the ground, and goes on at its height where nothing is seen', () => {
    const heightAt = (column: number, row: number): number => heights[row * TILE_CORNERS + column]!
    expect(heightAt(2, 1)).toBeCloseTo(0.8, 1)
    expect(heightAt(8, 1)).toBeCloseTo(1.5, 1)
    expect(heightAt(2, 7) - heightAt(2, 1)).toBeCloseTo(0.1, 2)
  })
})
