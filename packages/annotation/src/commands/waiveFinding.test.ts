import { describe, expect, it } from 'vitest'
import { annotationsOf, applyPatch, trackOf } from '../annotations.ts'
import { trackId } from '../ids.ts'
import { track } from '../testing/documents.ts'
import { isWaivedBy, unwaiveFinding, waiveFinding } from './waiveFinding.ts'

const CAR = track('car')
const waiver = (frames: readonly number[], check = 'B1') => ({
  ...{ check, others: [], frames, reason: 'door open' },
})

describe('a waiver', () => {
  it('stays with its track, and takes the place of one for fewer frames', () => {
    let document = annotationsOf([CAR])
    const waive = (frames: readonly number[], check?: string): void => {
      const patch = waiveFinding(document, { trackId: CAR.id, waiver: waiver(frames, check) })
      document = applyPatch(document, patch)
    }
    waive([1, 2])
    waive([1, 2, 3])
    waive([4], 'C3')
    expect(trackOf(document, CAR.id)?.waivers).toEqual([waiver([1, 2, 3]), waiver([4], 'C3')])
  })

  it('is taken back, and leaves a track as it was', () => {
    const patch = waiveFinding(annotationsOf([CAR]), { trackId: CAR.id, waiver: waiver([1, 2]) })
    const document = applyPatch(annotationsOf([CAR]), patch)
    const back = unwaiveFinding(document, { trackId: CAR.id, finding: waiver([2]) })
    expect(trackOf(applyPatch(document, back), CAR.id)).toEqual(CAR)
    expect(unwaiveFinding(document, { trackId: CAR.id, finding: waiver([9]) })).toEqual([])
  })

  it('holds for what shows in no other frames, and of the same tracks', () => {
    expect(isWaivedBy(waiver([2]), waiver([1, 2]))).toBe(true)
    expect(isWaivedBy(waiver([2, 3]), waiver([1, 2]))).toBe(false)
    expect(isWaivedBy({ ...waiver([1]), others: [trackId('van')] }, waiver([1]))).toBe(false)
  })
})
