import { annotationsOf } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { fromYaw, type Vec3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { relationOf, unsupported } from './relation.ts'

const car = track('car')
const walker = track('walker', { number: 2 })
const person: Vec3 = [0.6, 0.6, 1.7]
const labels = annotationsOf([
  car,
  walker,
  cuboid(car.id, 0, { center: [10, 0, 0] }),
  cuboid(car.id, 1, { center: [11, 0, 0] }),
  cuboid(walker.id, 0, { center: [5, 5, 0], extent: person }),
])

const CAR: Vec3 = [4, 2, 1.5]

const boxAt = (frame: number, center: Vec3, extent: Vec3 = CAR) => ({
  frame,
  cuboid: { center, extent, rotation: fromYaw(0) },
})

describe('how proposed boxes stand to the labels', () => {
  it('a box where no label is speaks of a new object, so does one beside a label', () => {
    expect(relationOf([boxAt(0, [30, 0, 0])], labels)).toEqual({ kind: 'added' })
    expect(relationOf([boxAt(0, [10, 2.1, 0])], labels)).toEqual({ kind: 'added' })
    expect(relationOf([boxAt(2, [10, 0, 0])], labels)).toEqual({ kind: 'added' })
  })

  it('boxes on a label are the same where they share most of it, else moved', () => {
    const near = [boxAt(0, [10.1, 0, 0]), boxAt(1, [11, 0.1, 0])]
    expect(relationOf(near, labels)).toEqual({ kind: 'same', of: car.id })
    const away = [boxAt(0, [11.4, 0.3, 0]), boxAt(1, [12.4, 0.3, 0])]
    expect(relationOf(away, labels)).toEqual({ kind: 'moved', of: car.id })
    const { cuboid: straight } = boxAt(0, [10, 0, 0])
    const turned = [{ frame: 0, cuboid: { ...straight, rotation: fromYaw(Math.PI / 2) } }]
    expect(relationOf(turned, labels)).toEqual({ kind: 'moved', of: car.id })
  })

  it('a person’s box half a step away is of the same person', () => {
    const near = [boxAt(0, [5.4, 5, 0], person)]
    expect(relationOf(near, labels)).toEqual({ kind: 'moved', of: walker.id })
    expect(relationOf([boxAt(0, [5.9, 5, 0], person)], labels)).toEqual({ kind: 'added' })
  })

  it('an object that lies on a label in few of its frames is another one', () => {
    const passing = [0, 1, 2, 3, 4].map((frame) => boxAt(frame, [10 + 8 * frame, 0, 0]))
    expect(relationOf(passing, labels)).toEqual({ kind: 'added' })
  })

  it('undecided labels of the frames looked at that nothing was proposed of are told', () => {
    expect(unsupported([0, 1], [boxAt(0, [10, 0, 0])], labels)).toEqual([walker.id])
    expect(unsupported([1], [], labels)).toEqual([car.id])
    const decided = annotationsOf([car, cuboid(car.id, 0, { state: 'accepted' })])
    expect(unsupported([0], [], decided)).toEqual([])
  })
})
