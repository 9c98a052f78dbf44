import { describe, expect, it } from 'vitest'
import { annotationsOf, applyPatch, mapElementsOf } from '../../annotations.ts'
import { mapElementId } from '../../ids.ts'
import { invertPatch } from '../../patch.ts'
import { standardMapLines } from '../../records/standardMap.ts'
import { road } from '../../testing/roads.ts'
import { TakenError } from '../errors.ts'
import { UnsoundShapeError } from './errors.ts'
import { setStandardMap } from './setStandardMap.ts'

const roadAt = (name: string, y: number) => ({
  elementId: mapElementId(name),
  points: [
    [0, y, 0],
    [50, y, 0],
  ] as const,
})

describe('the standard map of a clip', () => {
  const before = road(1)
  const first = applyPatch(
    before,
    setStandardMap(before, { roads: [roadAt('m1', 0), roadAt('m2', 9)] }),
  )

  it('is told by its lines and is nothing else of the road', () => {
    expect(standardMapLines(mapElementsOf(before))).toEqual([])
    expect(standardMapLines(mapElementsOf(first))).toEqual([
      roadAt('m1', 0).points,
      roadAt('m2', 9).points,
    ])
  })

  it('takes the place of the one before, and goes when it is of no roads', () => {
    const patch = setStandardMap(first, { roads: [roadAt('m3', 4)] })
    const second = applyPatch(first, patch)
    expect(standardMapLines(mapElementsOf(second))).toEqual([roadAt('m3', 4).points])
    expect([...mapElementsOf(applyPatch(second, invertPatch(patch)))]).toEqual([
      ...mapElementsOf(first),
    ])
    const none = applyPatch(second, setStandardMap(second, { roads: [] }))
    expect(mapElementsOf(none)).toEqual(mapElementsOf(before))
  })

  it('refuses an id in use, and a road that is a point', () => {
    const taken = { roads: [{ ...roadAt('m1', 0), elementId: mapElementId('middle0') }] }
    expect(() => setStandardMap(before, taken)).toThrow(TakenError)
    const point = { roads: [{ elementId: mapElementId('p'), points: [[0, 0, 0]] as const }] }
    expect(() => setStandardMap(annotationsOf([]), point)).toThrow(UnsoundShapeError)
  })
})
