import { trainingSweep } from '@trueline/simulator'
import { describe, expect, it } from 'vitest'
import { sceneOf } from './scene.ts'
import { countAround } from './testing/countAround.ts'

describe('a simulated sweep as a scene', () => {
  const simulated = trainingSweep(3)
  const scene = sceneOf(simulated)

  it('has the points in ego space, where the boxes lie', () => {
    const counts = scene.boxes.map((box) => countAround(scene, box, 0.15))
    expect(Math.max(...counts)).toBeGreaterThan(50)
    for (const [index, { pointCount }] of simulated.cuboids.entries()) {
      // Those that came back from it, but for a few that noise took further off.
      expect(counts[index]).toBeGreaterThanOrEqual(0.95 * pointCount - 1)
    }
  })

  it('lays the sweeps before it over it', () => {
    const several = sceneOf(trainingSweep(3, { earlier: 2 }))
    expect(scene.points.every((value, at) => several.points[at] === value)).toBe(true)
    expect(several.points.length).toBeGreaterThan(2.5 * scene.points.length)
    expect(several.ring).toHaveLength(several.points.length / 4)
  })

  it('calls a long van a large vehicle', () => {
    const center = [10, 0, 1] as const
    const rotation = [0, 0, 0, 1] as const
    const classOf = (length: number): number | undefined =>
      sceneOf({
        ...simulated,
        cuboids: [
          {
            category: 'Van',
            cuboid: { center, extent: [length, 2, 2.2], rotation },
            pointCount: 9,
          },
        ],
      }).boxes[0]?.category
    expect([classOf(5.2), classOf(7)]).toEqual([0, 3])
  })

  it('refuses a category that no class stands for', () => {
    const [cuboid] = simulated.cuboids
    const odd = { ...cuboid!, category: 'Kite' } as unknown as NonNullable<typeof cuboid>
    expect(() => sceneOf({ ...simulated, cuboids: [odd] })).toThrow(RangeError)
  })
})
