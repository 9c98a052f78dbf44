import { annotationsOf, applyPatch, trackId, waiveFinding } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { checkClip } from './checkClip.ts'
import { NO_EVIDENCE } from './evidence.ts'
import { mendAll } from './mends.ts'
import { DEFAULT_SETTINGS } from './settings.ts'
import { clipOf, framesWith, recordsOf } from './testing/clips.ts'
import { isWaived } from './waived.ts'

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
})
