import { describe, expect, it } from 'vitest'
import { CELL, createCanvas, TILE_CELLS } from '../canvas/canvas.ts'
import { heightOn } from './proposeLanes.ts'

const SLOPE = 0.05

/** A hillside with a car on it, 4.5 m long, whose roof was taken for ground, and nothing seen to the left. */
function hillside() {
  const canvas = createCanvas({ minX: 0, minY: 0, maxX: 32, maxY: 32 })
  const tile = canvas.tileAt(0, 0)!
  for (let row = 0; row < TILE_CELLS / 2; row++) {
    for (let column = 0; column < TILE_CELLS; column++) {
      const [x, y] = [(column + 0.5) * CELL, (row + 0.5) * CELL]
      const isCar = x > 10 && x < 14.5 && y > 7 && y < 8.9
      const cell = row * TILE_CELLS + column
      tile.count[cell] = 1
      tile.height[cell] = SLOPE * x + (isCar ? 1.3 : 0)
    }
  }
  return canvas
}

describe('the height of a proposed line', () => {
  const heightAt = heightOn(hillside(), [{ x: 4, y: 20, z: 7, yaw: 0 }])

  it('is that of the ground, also where a car stands that was taken for it', () => {
    expect(heightAt(5.1, 5)).toBeCloseTo(SLOPE * 5.125, 6)
    for (let x = 10; x < 14.5; x += 0.5) {
      expect(Math.abs(heightAt(x, 8) - SLOPE * x)).toBeLessThan(0.15)
    }
  })

  it('is that under the ego where no ground was seen', () => {
    expect(heightAt(5, 28)).toBe(7)
  })
})
