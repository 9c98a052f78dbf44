import { annotationsOf, type Frame } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { checkClip } from './checkClip.ts'
import { doubtOf } from './doubt/doubt.ts'
import { NO_EVIDENCE } from './evidence.ts'
import { MEND_IDS, mendAll } from './mends.ts'
import { DEFAULT_SETTINGS } from './settings.ts'
import { driving, parked } from './testing/cars.ts'
import { clipOf, framesWith, type Given, recordsOf } from './testing/clips.ts'

const GOOD = framesWith(30)
const changed = (change: (frame: Frame, index: number) => Partial<Frame>): readonly Frame[] =>
  GOOD.map((frame, index) => ({ ...frame, ...change(frame, index) }))

/** Everything that is found of tracks in a clip, with all mends tried and everything doubted. */
function tried(frames: readonly Frame[], tracks: readonly Given[]) {
  const clip = clipOf(frames)
  const annotations = annotationsOf(recordsOf(frames, tracks))
  const settings = DEFAULT_SETTINGS
  const checked = checkClip({ clip, annotations, settings, evidence: NO_EVIDENCE })
  for (const mend of MEND_IDS) mendAll(mend, { checked, clip })
  const { byTrack, byCuboid } = doubtOf(checked, null)
  for (const doubt of [...byTrack.values(), ...byCuboid.values()]) {
    expect(doubt).toBeGreaterThanOrEqual(0)
    expect(doubt).toBeLessThanOrEqual(1)
  }
  return checked.findings
}

const NOT_MADE = 'could not be made'
const odd = [
  driving(),
  parked({ name: 'b' }),
  parked({ name: 'one', frames: [7], category: 'hovercraft' }),
]

describe('what is no good clip', () => {
  it('is checked, doubted and mended all the same', () => {
    const clips = [
      changed(() => ({ timeUs: Number.NaN })),
      changed((_, index) => ({ timeUs: index > 9 ? 900_000 : index * 100_000 })),
      changed(() => ({ timeUs: null })),
      changed((_, index) => (index % 3 === 0 ? { worldFromEgo: null } : {})),
      changed(() => ({ worldFromEgo: null })),
    ]
    for (const frames of clips) {
      const findings = tried(frames, odd)
      expect(findings.map(({ check }) => check)).toContain('A2')
      expect(findings.filter(({ message }) => message.en.includes(NOT_MADE))).toEqual([])
    }
  })

  it('may have thousands of findings', () => {
    const shaken = Array.from({ length: 60 }, (_, index): Given => {
      const x = (frame: number): number => 20 * index + (frame % 2) * 9
      return driving({
        name: `t${index}`,
        category: 'pedestrian',
        at: (frame) => ({ x: x(frame), y: 5, yaw: 0 }),
      })
    })
    expect(tried(GOOD, shaken).length).toBeGreaterThan(1500)
  })
})
