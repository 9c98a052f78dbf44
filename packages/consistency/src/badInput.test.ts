import { annotationsOf, type Frame } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { checkClip } from './checkClip.ts'
import { doubtOf } from './doubt/doubt.ts'
import { type Evidence, NO_EVIDENCE } from './evidence.ts'
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
  const { byTrack, boxes } = doubtOf(checked, null)
  const ofBoxes = [...boxes.values()].flatMap((ofTrack) => [...ofTrack.values()])
  for (const doubt of [...byTrack.values(), ...ofBoxes]) {
    expect(doubt).toBeGreaterThanOrEqual(0)
    expect(doubt).toBeLessThanOrEqual(1)
  }
  return checked.findings
}

const NOT_MADE = 'could not be made'
const odd = [
  driving(),
  parked({ name: 'b', at: () => ({ x: 20, y: 14, yaw: 0 }) }),
  parked({
    name: 'one',
    at: () => ({ x: 20, y: 24, yaw: 0 }),
    frames: [7],
    category: 'hovercraft',
  }),
]

describe('what is no good clip', () => {
  const cases: readonly (readonly [name: string, frames: readonly Frame[]])[] = [
    ['no number for a time', changed(() => ({ timeUs: Number.NaN }))],
    ['times that stand still', changed((_, at) => ({ timeUs: at > 9 ? 9e5 : at * 1e5 }))],
    ['one time for all frames', changed(() => ({ timeUs: 0 }))],
    ['no times', changed(() => ({ timeUs: null }))],
    ['frames that come twice', [...GOOD, ...GOOD.slice(0, 5)]],
    [
      'some frames without a pose',
      changed((_, at) => (at % 3 === 0 ? { worldFromEgo: null } : {})),
    ],
    ['no poses', changed(() => ({ worldFromEgo: null }))],
  ]
  it.each(cases)('is checked, doubted and mended all the same: %s', (_, frames) => {
    const findings = tried(frames, odd)
    expect(findings.filter(({ message }) => message.en.includes(NOT_MADE))).toEqual([])
  })

  it('is told an unknown category by its track, and a track of one box is no trouble', () => {
    const findings = tried(GOOD, odd)
    expect(findings).toMatchObject([
      { check: 'A2', tracks: ['one'], frames: [7] },
      { check: 'D2', tracks: ['one'], value: 1 },
    ])
  })

  it('says which checks could not be made, and makes the others', () => {
    const annotations = annotationsOf(recordsOf(GOOD, odd))
    const lost: Evidence = new Proxy(NO_EVIDENCE, {
      get: () => {
        throw new Error('the points are gone')
      },
    })
    const settings = DEFAULT_SETTINGS
    const { findings } = checkClip({ clip: clipOf(GOOD), annotations, settings, evidence: lost })
    const broken = findings.filter(({ check }) => check === 'A0')
    expect(broken.map(({ message }) => message.en)).toContain(
      'Check E1 could not be made: the points are gone',
    )
    expect(findings.filter(({ check }) => check === 'A2')).toHaveLength(1)
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
