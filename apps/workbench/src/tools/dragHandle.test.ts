import { type Cuboid, wrapAngle, yawOf } from '@trueline/geometry'
import { evenly, uprightCuboids } from '@trueline/geometry/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dragHandle } from './dragHandle.ts'
import { dragYaw } from './dragYaw.ts'

const box: Cuboid = { center: [10, 0, 1], extent: [4, 2, 1.5], rotation: [0, 0, 0, 1] }

describe('a drag in a side view', () => {
  it('moves the face it holds and leaves the opposite one', () => {
    const drag = { view: 'rear', from: [1, 0], cuboid: box } as const
    const handle = { kind: 'faces', faces: ['right'] } as const
    const { center, extent } = dragHandle({ ...drag, handle }, [1.4, 0.7], false)
    expect(extent).toEqual([4, 2.4, 1.5])
    expect(center[1] + extent[1] / 2).toBeCloseTo(1, 12)
    expect(center[2]).toBe(1)
  })

  it('takes the whole box along with Shift', () => {
    const handle = { kind: 'faces', faces: ['top'] } as const
    const drag = { view: 'side', handle, from: [0, 0.75], cuboid: box } as const
    const { center, extent } = dragHandle(drag, [3, 1.25], true)
    expect(extent).toEqual(box.extent)
    expect(center).toEqual([10, 0, 1.5])
  })

  it('moves the box by its inside', () => {
    const drag = { view: 'top', handle: { kind: 'inside' }, from: [0, 0], cuboid: box } as const
    expect(dragHandle(drag, [1, 2], false).center).toEqual([12, -1, 1])
  })

  it('is nothing when the pointer is back where it began', () => {
    const handles = fc.constantFrom(
      { kind: 'faces', faces: ['front', 'left'] } as const,
      { kind: 'inside' } as const,
      { kind: 'heading' } as const,
    )
    const at = fc.tuple(evenly(0.5, 3, 0.1), evenly(0.5, 3, 0.1))
    fc.assert(
      fc.property(uprightCuboids(), handles, at, (cuboid, handle, from) => {
        const same = dragHandle({ view: 'top', handle, from, cuboid }, from, false)
        same.center.forEach((value, axis) => {
          expect(value).toBeCloseTo(cuboid.center[axis]!, 9)
        })
        expect(wrapAngle(yawOf(same.rotation) - yawOf(cuboid.rotation))).toBeCloseTo(0, 9)
      }),
    )
  })
})

describe('a drag of the heading', () => {
  it('turns the box as far as the pointer went around it', () => {
    const ahead = [0, 3] as const
    const left = [-3, 0] as const
    expect(yawOf(dragYaw(box, ahead, left).rotation)).toBeCloseTo(Math.PI / 2, 9)
    expect(yawOf(dragYaw(box, left, ahead).rotation)).toBeCloseTo(-Math.PI / 2, 9)
  })

  it('goes on turning past straight behind', () => {
    const turned = dragYaw(box, [-0.1, -3], [0.1, -3])
    expect(Math.abs(yawOf(turned.rotation))).toBeLessThan(0.1)
  })
})
