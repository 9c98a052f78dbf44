import { describe, expect, it } from 'vitest'
import { simulateClip } from '../clip.ts'

describe('the fixtures of a simulated street', () => {
  it('are the poles, signs and lights that were seen, each a box in the world that stands on a pole', () => {
    const { fixtures } = simulateClip({ seed: 12, frames: 3, sensor: 'os64', camerasPerFrame: 0 })
    const poles = fixtures.filter(({ elementKind }) => elementKind === 'pole')
    const signs = fixtures.filter(({ elementKind }) => elementKind === 'trafficSign')
    expect(poles.length).toBeGreaterThan(3)
    expect(signs.length).toBeGreaterThan(0)
    const placeOf = ({ shape }: (typeof fixtures)[number]) => {
      if (shape.kind !== 'box') throw new Error('no box')
      return shape.cuboid.center
    }
    for (const pole of poles) {
      const [, , z] = placeOf(pole)
      // Poles of 2.75 to 6.4 m whose feet are near the height of the road.
      expect(z).toBeGreaterThan(1)
      expect(z).toBeLessThan(5)
    }
    for (const sign of signs) {
      const [x, y] = placeOf(sign)
      const off = Math.min(
        ...poles.map((pole) => Math.hypot(placeOf(pole)[0] - x, placeOf(pole)[1] - y)),
      )
      expect(off).toBeLessThan(0.1)
    }
  })
})
