import { cuboid, track } from '@trueline/annotation/testing'
import { describe, expect, it } from 'vitest'
import { middleExtent, unsetCuboids } from './mergedBox.ts'

const a = track('a')

describe('the box around the merged cloud', () => {
  it('begins with the middle size of the boxes nobody stands for, side by side', () => {
    const boxes = [
      cuboid(a.id, 0, { extent: [4, 2, 1.5] }),
      cuboid(a.id, 1, { extent: [4.4, 1.8, 1.6] }),
      cuboid(a.id, 2, { extent: [9, 1.9, 1.4] }),
      cuboid(a.id, 3, { extent: [20, 9, 9], provenance: 'human', state: 'fixed' }),
      cuboid(a.id, 4, { extent: [20, 9, 9], state: 'accepted' }),
      cuboid(a.id, 5, { extent: [20, 9, 9], state: 'rejected' }),
    ]
    expect(unsetCuboids(boxes).map(({ frame }) => frame)).toEqual([0, 1, 2])
    expect(middleExtent(boxes)).toEqual([4.4, 1.9, 1.5])
  })

  it('has the size of the labels where somebody stands for all of them', () => {
    const held = { provenance: 'human', state: 'fixed' } as const
    const boxes = [
      cuboid(a.id, 0, { extent: [4, 2, 1.5], ...held }),
      cuboid(a.id, 1, { extent: [9, 9, 9], state: 'rejected' }),
    ]
    expect(unsetCuboids(boxes)).toEqual([])
    expect(middleExtent(boxes)).toEqual([4, 2, 1.5])
  })
})
