import { type Cuboid, fromDegrees, poseOf, scale, subtract, transform } from '@trueline/geometry'
import { cuboids, evenly } from '@trueline/geometry/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pickCuboid, pickCuboids } from './pickCuboid.ts'

const forward = { origin: [0, 0, 0], direction: [1, 0, 0] } as const

function item(name: string, at: Cuboid['center'], extent: Cuboid['extent']) {
  return { name, cuboid: { center: at, extent, rotation: [0, 0, 0, 1] } as const }
}

describe('picking a cuboid', () => {
  it('takes the first one the ray meets', () => {
    const items = [item('far', [30, 0, 0], [2, 2, 2]), item('near', [10, 0, 0], [4, 4, 4])]
    expect(pickCuboid(items, forward, 0)?.name).toBe('near')
  })

  it('takes the smaller of two that overlap: a load inside a lorry', () => {
    const items = [item('lorry', [10, 0, 0], [8, 3, 3]), item('load', [11, 0, 0], [1, 1, 1])]
    expect(pickCuboid(items, forward, 0)?.name).toBe('load')
  })

  it('names what lies below too: the smaller of those that overlap first, then what stands behind', () => {
    const items = [
      item('behind', [30, 0, 0], [1, 1, 1]),
      item('lorry', [10, 0, 0], [8, 3, 3]),
      item('beside', [10, 9, 0], [1, 1, 1]),
      item('load', [11, 0, 0], [1, 1, 1]),
    ]
    expect(pickCuboids(items, forward, 0).map(({ name }) => name)).toEqual([
      'load',
      'lorry',
      'behind',
    ])
  })

  it('passes over a cuboid around the viewer and those behind it', () => {
    const items = [item('around', [0, 0, 0], [4, 4, 4]), item('behind', [-9, 0, 0], [2, 2, 2])]
    expect(pickCuboid(items, forward, 0)).toBeNull()
  })

  it('meets a small far one by its slack alone', () => {
    const items = [item('far', [50, 0.55, 0], [1, 1, 1])]
    expect(pickCuboid(items, forward, 0)).toBeNull()
    expect(pickCuboid(items, forward, fromDegrees(0.12))?.name).toBe('far')
  })

  it('finds a box by a ray through any place inside it, and none by one beside it', () => {
    const part = evenly(-0.45, 0.45, 0.05)
    fc.assert(
      fc.property(cuboids(), fc.tuple(part, part, part), (cuboid, [x, y, z]) => {
        const [length, width, height] = cuboid.extent
        const inside = transform(poseOf(cuboid), [x * length, y * width, z * height])
        const origin = [-60, 3, 40] as const
        const way = subtract(inside, origin)
        const direction = scale(way, 1 / Math.hypot(...way))
        expect(pickCuboid([{ cuboid }], { origin, direction }, 0)).not.toBeNull()
        expect(pickCuboid([{ cuboid }], { origin, direction: scale(direction, -1) }, 0)).toBeNull()
      }),
    )
  })
})
