import { fromYaw, yawOf } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import type { ModelClass } from '../manifest/recipes.ts'
import type { ModelBox } from './modelBox.ts'
import { withoutOverlaps } from './nms.ts'

const classes: readonly ModelClass[] = [
  { name: 'car', category: 'car', threshold: 0.3, minDistance: 1.6 },
  { name: 'pedestrian', category: 'pedestrian', threshold: 0.3, minDistance: 0.5 },
]
const rule = { iou: 0.2, covered: 1, merged: 1, acrossClasses: true, mostBoxes: 100 }

function box(classAt: number, x: number, score: number): ModelBox {
  const extent = classAt === 0 ? ([4, 2, 1.5] as const) : ([0.6, 0.6, 1.7] as const)
  return { cuboid: { center: [x, 0, 1], extent, rotation: fromYaw(0) }, classAt, score }
}

describe('of overlapping boxes', () => {
  it('the better stays, best first', () => {
    const kept = withoutOverlaps([box(0, 0, 0.5), box(0, 1, 0.9), box(0, 9, 0.95)], classes, rule)
    expect(kept.map(({ score }) => score)).toEqual([0.95, 0.9])
  })

  it('those that only share a corner both stay', () => {
    expect(withoutOverlaps([box(0, 0, 0.9), box(0, 3.8, 0.8)], classes, rule)).toHaveLength(2)
  })

  it('those of a class nearer than it allows go, even where they do not meet', () => {
    const near = [box(1, 0, 0.9), box(1, 0.45, 0.8)]
    expect(withoutOverlaps(near, classes, { ...rule, iou: 1 })).toHaveLength(1)
  })

  it('those of other classes stay where classes are kept apart', () => {
    const cars = [box(0, 0, 0.9), { ...box(0, 0.2, 0.8), classAt: 1 }]
    expect(withoutOverlaps(cars, classes, rule)).toHaveLength(1)
    expect(withoutOverlaps(cars, classes, { ...rule, acrossClasses: false })).toHaveLength(2)
  })

  it('those that stand in a better one go where that is asked for, and larger ones around it stay', () => {
    const [car, walker] = [box(0, 0, 0.9), box(1, 1, 0.5)]
    expect(withoutOverlaps([car, walker], classes, rule)).toHaveLength(2)
    const half = { ...rule, covered: 0.5 }
    expect(withoutOverlaps([car, walker], classes, half)).toEqual([car])
    expect(withoutOverlaps([car, box(1, 2.2, 0.5)], classes, half)).toHaveLength(2)
    const around = [{ ...car, score: 0.4 }, walker]
    expect(withoutOverlaps(around, classes, half)).toHaveLength(2)
  })

  it('the better lies where all that say the same do, each by its score, where that is asked for', () => {
    const turned = { ...box(0, 0.5, 0.3), classAt: 0 }
    const back = { ...turned, cuboid: { ...turned.cuboid, rotation: fromYaw(Math.PI - 0.2) } }
    const far = box(0, 2.5, 0.5)
    const [kept, ...others] = withoutOverlaps([box(0, 0, 0.6), back, far], classes, {
      ...rule,
      merged: 0.5,
    })
    expect(others).toEqual([])
    expect(kept!.score).toBe(0.6)
    // One part of three from the box that looks back, nothing from the one that hardly overlaps.
    expect(kept!.cuboid.center[0]).toBeCloseTo(0.5 / 3, 9)
    expect(yawOf(kept!.cuboid.rotation)).toBeCloseTo(-0.2 / 3, 2)
  })

  it('no more stay than are asked for', () => {
    const row = Array.from({ length: 50 }, (_, at) => box(0, at * 10, at / 50))
    const kept = withoutOverlaps(row, classes, { ...rule, mostBoxes: 3 })
    expect(kept.map(({ score }) => score)).toEqual([49 / 50, 48 / 50, 47 / 50])
  })
})
