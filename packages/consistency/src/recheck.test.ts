import {
  type Annotations,
  annotationsOf,
  applyPatch,
  deleteCuboid,
  flipTrackFrom,
  mergeTracks,
  type Patch,
  setStatic,
  splitTrack,
  trackId,
} from '@trueline/annotation'
import { documents, FRAME_COUNT, framesOf } from '@trueline/annotation/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkClip, recheck } from './checkClip.ts'
import { NO_EVIDENCE } from './evidence.ts'
import { DEFAULT_SETTINGS } from './settings.ts'
import { clipOf, framesWith, recordsOf } from './testing/clips.ts'

const frames = framesOf(FRAME_COUNT)

function checked(annotations: Annotations, clipFrames = frames) {
  return checkClip({
    clip: clipOf(clipFrames),
    annotations,
    settings: DEFAULT_SETTINGS,
    evidence: NO_EVIDENCE,
  })
}

describe('recheck', () => {
  it('finds what a check of everything finds, whatever was edited', () => {
    fc.assert(
      fc.property(documents(), documents(), (before, after) => {
        const again = recheck(checked(before), {
          annotations: after,
          evidence: NO_EVIDENCE,
          studied: [],
        })
        expect(again.findings).toEqual(checked(after).findings)
      }),
    )
  })

  it('finds what a check of everything finds after each of many edits', () => {
    const clipFrames = framesWith(30)
    const tracks = [0, 1, 2, 3, 4, 5].map((index) => ({
      name: `t${index}`,
      at: (frame: number) => ({ x: 8 * index + (index > 3 ? frame : 0), y: 3 * index, yaw: 0 }),
    }))
    let annotations = annotationsOf(recordsOf(clipFrames, tracks))
    let state = checked(annotations, clipFrames)
    const edits: readonly ((document: Annotations) => Patch)[] = [
      (document) => flipTrackFrom(document, { trackId: trackId('t1'), frame: 12 }),
      (document) => deleteCuboid(document, { trackId: trackId('t2'), frame: 9 }),
      (document) => setStatic(document, { trackId: trackId('t4'), isStatic: true }),
      (document) =>
        splitTrack(document, { trackId: trackId('t5'), frame: 15, newTrackId: trackId('t6') }),
      (document) => mergeTracks(document, { into: trackId('t5'), others: [trackId('t6')] }).patch,
      (document) => setStatic(document, { trackId: trackId('t0'), isStatic: false }),
    ]
    for (const edit of edits) {
      annotations = applyPatch(annotations, edit(annotations))
      state = recheck(state, { annotations, evidence: NO_EVIDENCE, studied: [] })
      expect(state.findings).toEqual(checked(annotations, clipFrames).findings)
    }
    expect(state.findings.map(({ check }) => check)).toContain('C3')
  })

  it('keeps what it knows of tracks that did not change', () => {
    const state = checked(
      annotationsOf(recordsOf(framesWith(8), [{ name: 'a', at: () => ({ x: 9, y: 9, yaw: 0 }) }])),
    )
    const again = recheck(state, {
      annotations: state.annotations,
      evidence: NO_EVIDENCE,
      studied: [],
    })
    expect(again.tracks.get(trackId('a'))).toBe(state.tracks.get(trackId('a')))
  })
})
