import { type Cuboid, fromDegrees, fromYaw, toDegrees, wrapAngle, yawOf } from '@trueline/geometry'
import { evenly, uprightCuboids } from '@trueline/geometry/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stepMove, stepResize, stepYaw } from './boxSteps.ts'

const box: Cuboid = { center: [10, 5, 0], extent: [4, 2, 0.5], rotation: [0, 0, 0, 1] }

describe('a step of a key', () => {
  it('is 1 % of the side it goes along', () => {
    expect(stepMove(box, { view: 'top', direction: 'up', size: 'fine' }).center[0]).toBeCloseTo(
      10.04,
      12,
    )
    expect(stepMove(box, { view: 'top', direction: 'left', size: 'fine' }).center[1]).toBeCloseTo(
      5.02,
      12,
    )
  })

  it('is at least 1 cm', () => {
    expect(stepMove(box, { view: 'rear', direction: 'up', size: 'fine' }).center[2]).toBeCloseTo(
      0.01,
      12,
    )
  })

  it('is ten times as long with Shift', () => {
    expect(
      stepMove(box, { view: 'side', direction: 'right', size: 'coarse' }).center[0],
    ).toBeCloseTo(10.4, 12)
    expect(
      stepMove(box, { view: 'rear', direction: 'down', size: 'coarse' }).center[2],
    ).toBeCloseTo(-0.1, 12)
  })

  it('turns by 0.5°, with Shift by 5°, to the left counter-clockwise', () => {
    const turnedBy = (turned: Cuboid): number => toDegrees(yawOf(turned.rotation))
    expect(turnedBy(stepYaw(box, 'left', 'fine'))).toBeCloseTo(0.5, 9)
    expect(turnedBy(stepYaw(box, 'right', 'fine'))).toBeCloseTo(-0.5, 9)
    expect(turnedBy(stepYaw(box, 'left', 'coarse'))).toBeCloseTo(5, 9)
  })

  it('goes left on the screen however the box is turned', () => {
    fc.assert(
      fc.property(uprightCuboids(), (cuboid) => {
        const moved = stepMove(cuboid, { view: 'top', direction: 'left', size: 'fine' })
        const left = wrapAngle(yawOf(cuboid.rotation) + Math.PI / 2)
        const way = Math.max(0.01, cuboid.extent[1] * 0.01)
        expect(moved.center[0] - cuboid.center[0]).toBeCloseTo(way * Math.cos(left), 9)
        expect(moved.center[1] - cuboid.center[1]).toBeCloseTo(way * Math.sin(left), 9)
      }),
    )
  })

  it('is taken back by the step the other way', () => {
    const size = fc.constantFrom('fine', 'coarse')
    fc.assert(
      fc.property(uprightCuboids(), size, evenly(-180, 180, 1), (cuboid, step, deg) => {
        const at = { ...cuboid, rotation: fromYaw(fromDegrees(deg)) }
        const back = stepYaw(stepYaw(at, 'left', step), 'right', step)
        expect(wrapAngle(yawOf(back.rotation) - yawOf(at.rotation))).toBeCloseTo(0, 9)
        const there = stepMove(at, { view: 'rear', direction: 'up', size: step })
        const home = stepMove(there, { view: 'rear', direction: 'down', size: step })
        expect(home.center[2]).toBeCloseTo(at.center[2], 9)
      }),
    )
  })

  it('resizes at the right or upper face, the opposite one fixed', () => {
    const wider = stepResize(box, { view: 'top', direction: 'right', size: 'fine' })
    expect(wider.extent[1]).toBeCloseTo(2.02, 12)
    // Right of the box is -y: its left face stays at 6.
    expect(wider.center[1] + wider.extent[1] / 2).toBeCloseTo(6, 12)
    const narrower = stepResize(box, { view: 'top', direction: 'left', size: 'coarse' })
    expect(narrower.extent[1]).toBeCloseTo(1.8, 12)
    expect(narrower.center[1] + narrower.extent[1] / 2).toBeCloseTo(6, 12)
    const higher = stepResize(box, { view: 'side', direction: 'up', size: 'fine' })
    expect(higher.center[2] - higher.extent[2] / 2).toBeCloseTo(-0.25, 12)
  })

  it('takes forward as up in the 3D view and in cameras', () => {
    for (const view of ['view3d', 'camera'] as const) {
      expect(stepMove(box, { view, direction: 'up', size: 'fine' }).center[0]).toBeCloseTo(
        10.04,
        12,
      )
    }
  })
})
