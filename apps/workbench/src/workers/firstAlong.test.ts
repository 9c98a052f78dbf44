import { fromDegrees, type Vec3 } from '@trueline/geometry'
import { rowsOf } from '@trueline/pointcloud/testing'
import { describe, expect, it } from 'vitest'
import { firstAlong } from './firstAlong.ts'

const forward = { origin: [0, 0, 0], direction: [1, 0, 0], spread: fromDegrees(1) } as const

function meets(...points: readonly Vec3[]): readonly number[] | undefined {
  const met = firstAlong(rowsOf(points), forward)
  return met?.map((value) => Math.round(value * 1000) / 1000)
}

describe('the first point along a ray', () => {
  it('is the nearest one in its cone, not one behind', () => {
    expect(meets([20, 0.1, 0], [10, 0.1, 0], [30, 0, 0])).toEqual([10, 0.1, 0])
  })

  it('is that nearest the axis of those half a meter behind it', () => {
    expect(meets([10, 0.15, 0], [10.4, 0.01, 0], [12, 0, 0])).toEqual([10.4, 0.01, 0])
  })

  it('is none outside of the cone, behind the viewer or without points', () => {
    expect(meets([10, 1, 0])).toBeUndefined()
    expect(meets([-10, 0, 0])).toBeUndefined()
    expect(meets()).toBeUndefined()
  })

  it('passes over points that are no numbers', () => {
    expect(meets([Number.NaN, 0, 0], [10, 0, 0])).toEqual([10, 0, 0])
  })

  it('sees a wide cone further to the side', () => {
    const wide = { ...forward, spread: fromDegrees(10) }
    expect(firstAlong(rowsOf([[10, 1, 0]]), wide)).not.toBeNull()
  })
})
