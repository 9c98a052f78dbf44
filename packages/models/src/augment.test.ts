import { createRandom, trainingSweep } from '@trueline/simulator'
import { describe, expect, it } from 'vitest'
import { augmented } from './augment.ts'
import { sceneOf } from './scene.ts'
import { countAround } from './testing/countAround.ts'

describe('an augmented scene', () => {
  const scene = sceneOf(trainingSweep(4))

  it('keeps the points in their boxes, however it is turned and mirrored', () => {
    // Draws that leave every ring and point in: one turns and mirrors, one turns alone.
    for (const draw of [0.45, 0.9]) {
      const moved = augmented(scene, () => draw)
      expect(moved.points).toHaveLength(scene.points.length)
      for (const [index, box] of scene.boxes.entries()) {
        const there = moved.boxes[index]!
        const count = countAround(scene, box, 0)
        expect(count).toBeLessThanOrEqual(countAround(moved, there, 0.001))
        expect(count).toBeGreaterThanOrEqual(countAround(moved, there, -0.001))
      }
    }
  })

  it('has fewer points where beams are left out, and no others', () => {
    const sizes = [1, 2, 3, 4, 5, 6, 7, 8].map(
      (seed) => augmented(scene, createRandom(seed)).points.length,
    )
    expect(Math.max(...sizes)).toBe(scene.points.length)
    expect(Math.min(...sizes)).toBeLessThan(0.9 * scene.points.length)
  })

  it('is the same for the same random numbers', () => {
    const [one, other] = [1, 2].map(() => augmented(scene, createRandom(5)))
    expect(one!.boxes).toEqual(other!.boxes)
    expect(one!.points.every((value, at) => other!.points[at] === value)).toBe(true)
  })
})
