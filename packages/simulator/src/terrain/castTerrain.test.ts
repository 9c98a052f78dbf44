import { toMatrix3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { LIDAR_MODELS, lidarGrid } from '../lidar/lidarModel.ts'
import { createRandom } from '../random.ts'
import { createCast } from '../raster/cast.ts'
import type { View } from '../raster/view.ts'
import { castTerrain } from './castTerrain.ts'
import { createTerrain, type Terrain } from './terrain.ts'

const grid = lidarGrid({ ...LIDAR_MODELS.hdl32, columns: 360 })
const view: View = {
  grid,
  eye: [0, 0, 1.8],
  worldFromSensor: toMatrix3([0.01, -0.02, 0.3, Math.sqrt(1 - 0.0905)]),
  reach: 80,
  beamSeed: 1,
}

/** Where each ray that meets the ground does so, in the world. */
function hits(terrain: Terrain): readonly (readonly [number, number, number])[] {
  const { depth } = castTerrain(view, terrain, createCast(grid))
  const w = view.worldFromSensor
  return [...depth].flatMap((range, ray) => {
    if (range === Infinity) return []
    const [x, y, z] = grid.directions.subarray(3 * ray, 3 * ray + 3) as unknown as [
      number,
      number,
      number,
    ]
    return [
      [
        view.eye[0] + range * (w[0] * x + w[1] * y + w[2] * z),
        view.eye[1] + range * (w[3] * x + w[4] * y + w[5] * z),
        view.eye[2] + range * (w[6] * x + w[7] * y + w[8] * z),
      ] as const,
    ]
  })
}

const flat: Terrain = { heightAt: () => 0, outsideAt: () => -1, grain: 0, grass: 0 }

describe('castTerrain', () => {
  it('meets level ground with every beam that looks down far enough, and only with those', () => {
    const points = hits(flat)
    expect(points.length).toBeGreaterThan(360 * 20)
    for (const [, , z] of points) expect(z).toBeCloseTo(0, 4)
  })

  it('meets rolling ground where it is, but for the width of a few columns', () => {
    const road = { x: 0, y: 1, heading: 0.1, curvature: 0.004, halfWidth: 6 }
    for (const seed of [1, 2, 3, 4]) {
      const terrain = createTerrain(createRandom(seed), [road])
      const off = hits(terrain).map(([x, y, z]) => Math.abs(z - terrain.heightAt(x, y)))
      off.sort((a, b) => a - b)
      expect(off[Math.floor(off.length * 0.95)]).toBeLessThan(0.02)
    }
  })

  it('hides a hollow behind a wall of earth', () => {
    const wall = { ...flat, heightAt: (x: number) => (x > 10 && x < 12 ? 3 : 0) }
    expect(hits(wall).filter(([x]) => x > 12.2)).toEqual([])
    expect(hits(flat).filter(([x]) => x > 12.2).length).toBeGreaterThan(500)
  })
})
