import { angleBetween, distance, yawOf } from '@trueline/geometry'
import { expect } from 'vitest'
import type { ImportedClip } from '../../codec.ts'
import { cuboidsIn } from '../../testing/oracle.ts'
import { readRosetta } from '../../testing/rosetta.ts'

/**
 * Expects of an import the boxes of the synthetic clip, in the lidar's space, its tilts left out: their
 * centers to six decimals, and their yaws as near as a tilted box has one.
 */
export function expectRosetta(imported: ImportedClip): void {
  const { boxes } = readRosetta()
  const cuboids = cuboidsIn(imported)
  expect(cuboids).toHaveLength(boxes.length)
  for (const { frame, lidar, score } of boxes) {
    const cuboid = cuboids
      .filter((one) => one.frame === frame)
      .find(({ center }) => distance(center, lidar.center) < 1e-5)
    expect(cuboid).toBeDefined()
    if (cuboid === undefined) continue
    expect(distance(cuboid.extent, lidar.extent)).toBeLessThan(1e-6)
    expect(angleBetween(yawOf(cuboid.rotation), yawOf(lidar.rotation))).toBeCloseTo(0, 3)
    if (cuboid.score !== null) expect(cuboid.score).toBeCloseTo(score, 6)
  }
}
