import {
  annotationsOf,
  applyPatch,
  trackId,
  unwaiveFixed,
  waiveFinding,
  waiveFixed,
} from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { checkClip } from './checkClip.ts'
import { NO_EVIDENCE } from './evidence.ts'
import { mendAll } from './mends.ts'
import { roadReport } from './road/roadReport.ts'
import { boundaryLike, checkedRoad, only, roadWith } from './road/testing/roads.ts'
import { DEFAULT_SETTINGS } from './settings.ts'
import { clipOf, framesWith, recordsOf } from './testing/clips.ts'
import { fixedWaiverOf, isWaived, waivedAt } from './waived.ts'

const CLIP = clipOf(framesWith(20))

/** Two cars that drive on, the box of each the wrong way round at one frame. */
const cars = ['a', 'b'].map((name, index) => ({
  name,
  at: (frame: number) => ({ x: frame, y: 20 * index, yaw: frame === 5 ? Math.PI : 0 }),
}))

describe('a finding that a person lets stand', () => {
  it('is told from others, and left when all of its kind are mended', () => {
    const annotations = annotationsOf(recordsOf(CLIP.frames, cars))
    const request = { clip: CLIP, settings: DEFAULT_SETTINGS, evidence: NO_EVIDENCE }
    const flips = checkClip({ ...request, annotations }).findings.filter(
      ({ check }) => check === 'C3',
    )
    expect(flips.map(({ tracks }) => tracks)).toEqual([['a'], ['b']])
    const { check, frames } = flips[0]!
    const waiver = { check, others: [], frames, reason: '' }
    const waived = applyPatch(
      annotations,
      waiveFinding(annotations, { trackId: trackId('a'), waiver }),
    )
    expect(flips.map((finding) => isWaived(finding, waived))).toEqual([true, false])
    const checked = checkClip({ ...request, annotations: waived })
    const mended = mendAll('flip', { checked, clip: CLIP })
    expect(mended.map(({ recordId }) => recordId)).toEqual(['b@5'])
  })

  it('of the road is kept with the lane or element it is of, the others named', () => {
    const annotations = roadWith(
      boundaryLike('outer1', (line) => line.map(([x, y, z]) => [x, y + 2, z])),
    )
    const narrow = only(checkedRoad(annotations), 'F6')
    const at = waivedAt(narrow, annotations)!
    expect(at).toEqual({ id: 'r1', others: [] })
    const waiver = { check: 'F6', others: at.others, reason: 'works' }
    const waived = applyPatch(annotations, waiveFixed(annotations, { id: at.id, waiver }))
    expect(isWaived(narrow, waived)).toBe(true)
    expect(fixedWaiverOf(narrow, waived)?.reason).toBe('works')
    expect(isWaived({ ...narrow, check: 'F5' }, waived)).toBe(false)
    const back = applyPatch(
      waived,
      unwaiveFixed(waived, { id: at.id, finding: { check: 'F6', others: [] } }),
    )
    expect(back).toEqual(annotations)
    expect(roadReport(checkedRoad(waived))).toMatchObject({ waived: 1, findings: [] })
  })
})
