import { annotationsOf, cuboidId, trackId } from '@trueline/annotation'
import { axisAngle } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { checkClip } from './checkClip.ts'
import { type Evidence, NO_EVIDENCE } from './evidence.ts'
import type { CheckId, Finding } from './finding.ts'
import { DEFAULT_SETTINGS, settingsWith } from './settings.ts'
import { boxOf, driving, parked } from './testing/cars.ts'
import { clipOf, framesWith, type Given, recordsOf, STEP } from './testing/clips.ts'

const FRAMES = framesWith(40)

function findings(
  tracks: readonly Given[],
  { evidence = NO_EVIDENCE, settings = DEFAULT_SETTINGS } = {},
): readonly Finding[] {
  const annotations = annotationsOf(recordsOf(FRAMES, tracks))
  return checkClip({ clip: clipOf(FRAMES), annotations, settings, evidence }).findings
}

/** What one check says of tracks. */
function of(check: CheckId, tracks: readonly Given[], evidence?: Evidence): readonly Finding[] {
  return findings(tracks, evidence && { evidence }).filter((finding) => finding.check === check)
}

describe('the checks', () => {
  it('A1 find two tracks with one number', () => {
    const tracks = [driving(), parked({ name: 'b', track: { number: 1 } })]
    expect(of('A1', tracks)).toMatchObject([{ tracks: ['a', 'b'], level: 'error' }])
  })

  it('A2 find a category that the clip does not have', () => {
    expect(of('A2', [driving({ category: 'hovercraft' })])).toMatchObject([{ tracks: ['a'] }])
  })

  it('A3 find a value that an attribute cannot have', () => {
    const wrong = driving(boxOf({ attributes: { occluded: 'rather', truncated: 1.5 } }))
    expect(of('A3', [wrong]).map(({ frames }) => frames)).toEqual([
      [10, 11, 12],
      [10, 11, 12],
    ])
    expect(of('A3', [driving(boxOf({ attributes: { occluded: 'partly' } }))])).toEqual([])
  })

  it('A4 find boxes that cannot be, and judge the others without them', () => {
    const wrong = driving({
      box: (frame) =>
        frame === 10 ? { center: [Number.NaN, 0, 0] } : frame === 20 ? { extent: [4, 0, 1] } : {},
    })
    expect(findings([wrong])).toMatchObject([{ check: 'A4', frames: [10, 20] }])
  })

  it('B1 find where a rigid thing changes its size, and let people change theirs', () => {
    const grown = boxOf({ extent: [5, 1.8, 1.5] })
    expect(of('B1', [driving(grown)])).toMatchObject([{ frames: [10, 11, 12], mend: 'oneSize' }])
    expect(of('B1', [driving({ ...grown, category: 'pedestrian' })])).toEqual([])
    expect(of('B1', [driving(boxOf({ extent: [4.5, 1.8, 1.5] }))])).toEqual([])
  })

  it('B2 find a size that no object of the category has', () => {
    const low = driving({ extent: [4.4, 1.8, 0.5] })
    expect(of('B2', [low])).toMatchObject([{ value: 0.5, threshold: 1 }])
    expect(of('B2', [driving({ extent: [4.4, 1.8, 5] })])).toMatchObject([{ threshold: 2.6 }])
    expect(of('B2', [driving()])).toEqual([])
  })

  it('B5 find a box that leans', () => {
    const leaning = driving(boxOf({ rotation: axisAngle([1, 0, 0], 0.2) }))
    expect(of('B5', [leaning])).toMatchObject([{ frames: [10, 11, 12], mend: 'upright' }])
  })

  it('C1 find a jump further than the category goes', () => {
    const jumping = (far: number, category: string) =>
      driving({
        category,
        at: (frame) => ({ x: STEP * frame, y: frame === 15 ? 5 + far : 5, yaw: 0 }),
      })
    expect(of('C1', [jumping(2, 'pedestrian')]).map(({ frames }) => frames)).toEqual([[15], [16]])
    expect(of('C1', [jumping(2, 'car')])).toEqual([])
    expect(of('C1', [jumping(6, 'car')])).toHaveLength(2)
  })

  it('C2 find a turn within a step, C3 a flip, and each only its own', () => {
    const turned = (yaw: number) =>
      driving({ at: (frame) => ({ x: STEP * frame, y: 5, yaw: frame === 15 ? yaw : 0 }) })
    expect(of('C2', [turned(0.8)]).map(({ frames }) => frames)).toEqual([[15], [16]])
    expect(of('C3', [turned(0.8)])).toEqual([])
    expect(of('C2', [turned(Math.PI)])).toEqual([])
    expect(of('C3', [turned(Math.PI)])).toMatchObject([{ frames: [15], mend: 'flip' }])
  })

  it('C3 blame the boxes that go against a fast motion, be they the more', () => {
    const flipped = driving({
      at: (frame) => ({ x: STEP * 10 * frame, y: 5, yaw: frame < 10 ? 0 : Math.PI }),
    })
    expect(of('C3', [flipped])).toMatchObject([{ frames: FRAMES.map((_, i) => i).slice(10) }])
    const slow = driving({ at: (frame) => ({ x: 9, y: 5, yaw: frame < 10 ? 0 : Math.PI }) })
    expect(of('C3', [slow])[0]?.frames).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('C4 find a heading off the motion, and one that goes backwards fast throughout', () => {
    const facing = (yaw: number, speed = 10) =>
      driving({ at: (frame) => ({ x: speed * STEP * frame, y: 5, yaw }) })
    expect(of('C4', [facing(0.6)])).toMatchObject([{ mend: 'alignHeading', threshold: 20 }])
    expect(of('C4', [facing(Math.PI)])).toMatchObject([{ mend: 'flip' }])
    expect(of('C4', [facing(Math.PI, 3)])).toEqual([])
    expect(of('C4', [facing(0.2)])).toEqual([])
  })

  it('C4 ask nothing of what is parked and for a while is labelled beside its place', () => {
    const beside = (frame: number): number => Math.sin((Math.PI * (frame - 10)) / 14)
    const bowed = parked({
      at: (frame) => ({ x: 20, y: frame >= 10 && frame <= 24 ? 6 + beside(frame) : 6, yaw: 0 }),
    })
    expect(of('C4', [bowed])).toEqual([])
  })

  it('C5 find a swerve that no car could drive', () => {
    const swerving = driving({
      at: (frame) => ({
        x: 10 * STEP * frame,
        y: 5 + 1.5 * Math.sin(Math.PI * STEP * frame),
        yaw: 0,
      }),
    })
    expect(of('C5', [swerving])).toMatchObject([{ threshold: 6 }])
  })

  it('C6 find the one box that is off the way, not those beside it', () => {
    const off = driving({
      at: (frame) => ({ x: 10 * STEP * frame, y: frame === 15 ? 6 : 5, yaw: 0 }),
    })
    expect(of('C6', [off])).toMatchObject([{ frames: [15], mend: 'interpolate' }])
    expect(of('C6', [off])[0]?.value).toBeCloseTo(1, 6)
  })

  it('C7 find what is said to stand and moves, and what is said to move and stands', () => {
    expect(of('C7', [driving({ track: { isStatic: true } })])).toMatchObject([{ mend: null }])
    expect(of('C8', [driving({ track: { isStatic: true } })])).toEqual([])
    expect(of('C7', [parked({ track: { isStatic: false } })])).toMatchObject([
      { mend: 'setStatic' },
    ])
    const right = [
      driving({ track: { isStatic: false } }),
      parked({ name: 'b', track: { isStatic: true } }),
    ]
    expect(of('C7', right)).toEqual([])
  })

  it('C8 find boxes of something parked that creep or turn', () => {
    const creeping = parked({ at: (frame) => ({ x: 20 + 0.02 * frame, y: 6, yaw: 0 }) })
    const beside = ['b', 'c', 'd'].map((name, index) =>
      parked({ name, at: () => ({ x: 27 + 7 * index, y: 6, yaw: 0 }) }),
    )
    expect(of('C8', [creeping, ...beside])).toMatchObject([{ tracks: ['a'], threshold: 0.1 }])
    const turning = parked({ at: (frame) => ({ x: 20, y: 6, yaw: frame < 35 ? 0 : 0.1 }) })
    expect(of('C8', [turning])).toMatchObject([{ frames: [35, 36, 37, 38, 39], threshold: 2 }])
  })

  it('C9 find a mark of moving that is not so', () => {
    const marked = (isMoving: boolean) => boxOf({ attributes: { isMoving } })
    expect(of('C9', [driving(marked(false))])).toMatchObject([
      { frames: [10, 11, 12], threshold: 0.5 },
    ])
    expect(of('C9', [parked(marked(true))])).toMatchObject([
      { frames: [10, 11, 12], threshold: 0.2 },
    ])
    expect(of('C9', [driving(marked(true))])).toEqual([])
  })

  it('D1 find missing boxes where points are, and none where there are none', () => {
    const frames = FRAMES.map((_, frame) => frame).filter((frame) => frame < 15 || frame > 18)
    const counted = (...counts: readonly number[]): Evidence =>
      new Map(
        counts.map((pointCount, index) => [
          cuboidId(trackId('a'), 15 + index),
          { pointCount, groundHeight: null },
        ]),
      )
    const beside = parked({ name: 'b' })
    expect(of('D1', [driving({ frames }), beside])).toMatchObject([{ frames: [15, 16, 17, 18] }])
    expect(of('D1', [driving({ frames })])).toEqual([])
    expect(of('D1', [driving({ frames }), beside], counted(30, 0, 2, 40))).toMatchObject([
      { frames: [15, 18] },
    ])
    expect(of('D1', [driving({ frames }), beside], counted(0, 0, 0, 0))).toEqual([])
  })

  it('D2 find an object of a few boxes, unless an end of the clip cuts it off', () => {
    expect(of('D2', [driving({ frames: [20, 21] })])).toMatchObject([{ value: 2 }])
    expect(of('D2', [driving({ frames: [0, 1] })])).toEqual([])
    expect(of('D2', [driving({ frames: [38, 39] })])).toEqual([])
  })

  it('D4 find that one track goes on where another ends', () => {
    const all = FRAMES.map((_, frame) => frame)
    const tracks = [
      driving({ frames: all.slice(0, 18) }),
      driving({ name: 'b', frames: all.slice(21) }),
    ]
    expect(of('D4', tracks)).toMatchObject([
      { tracks: ['a', 'b'], frames: [17, 21], mend: 'mergeTracks' },
    ])
    const van = driving({ name: 'b', frames: all.slice(21), extent: [6, 2.2, 2.4] })
    expect(of('D4', [tracks[0]!, van])).toEqual([])
  })

  it('D5 find two tracks that take each other’s places', () => {
    const lane = (name: string, own: number, other: number): Given => ({
      name,
      at: (frame) => ({ x: 10 * STEP * frame, y: frame < 20 ? own : other, yaw: 0 }),
    })
    const switched = [lane('a', 5, 9), lane('b', 9, 5)]
    expect(of('D5', switched)).toMatchObject([
      { tracks: ['a', 'b'], frames: [20], mend: 'swapTracks' },
    ])
    expect(of('D5', [lane('a', 5, 5), lane('b', 9, 9)])).toEqual([])
  })

  it('E1 find boxes without points', () => {
    expect(of('E1', [parked(boxOf({ pointCount: 0 }))])).toMatchObject([{ frames: [10, 11, 12] }])
    expect(of('E1', [parked(boxOf({ pointCount: null }))])).toEqual([])
  })

  it('E4 find a track off the ground, not single boxes under which it is hidden', () => {
    const ground = (heightAt: (frame: number) => number): Evidence =>
      new Map(
        FRAMES.map((_, frame) => [
          cuboidId(trackId('a'), frame),
          { pointCount: 50, groundHeight: heightAt(frame) },
        ]),
      )
    expect(
      of(
        'E4',
        [parked()],
        ground(() => -0.4),
      ),
    ).toMatchObject([{ mend: 'dropToGround' }])
    expect(
      of(
        'E4',
        [parked()],
        ground((frame) => (frame < 6 ? 1.2 : 0.02)),
      ),
    ).toEqual([])
  })

  it('E5 find two boxes at one place, and let people stand close', () => {
    const over = (category: string, name: string, x: number) =>
      parked({ name, category, at: () => ({ x, y: 6, yaw: 0 }) })
    const cars = [over('car', 'a', 20), over('car', 'b', 20.5)]
    expect(of('E5', cars)).toMatchObject([{ tracks: ['a', 'b'], mend: 'deleteDuplicate' }])
    expect(of('E5', [over('car', 'a', 20), over('car', 'b', 23.5)])).toMatchObject([{ mend: null }])
    const people = [over('pedestrian', 'a', 20), over('pedestrian', 'b', 23)]
    expect(of('E5', people)).toEqual([])
  })

  it('go on where one of them cannot be made, and say so', () => {
    const broken = {
      get: () => {
        throw new Error('no evidence')
      },
    } as unknown as Evidence
    const frames = FRAMES.map((_, frame) => frame).filter((frame) => frame !== 15)
    const tracks = [
      driving({ frames, track: { isStatic: true } }),
      parked({ name: 'b', frames: [15] }),
    ]
    const all = findings(tracks, { evidence: broken }).filter(
      (one) => one.tracks[0] === trackId('a'),
    )
    expect(all.filter(({ check }) => check === 'A0').map(({ message }) => message.en)).toEqual([
      'Check C11 could not be made: no evidence',
      'Check E1 could not be made: no evidence',
      'Check E2 could not be made: no evidence',
      'Check E3 could not be made: no evidence',
      'Check E4 could not be made: no evidence',
      'Check D1 could not be made: no evidence',
    ])
    expect(all.map(({ check }) => check)).toContain('C7')
  })

  it('are not made where they are switched off', () => {
    const settings = settingsWith((id) => ({ isOn: id !== 'C7' }))
    expect(findings([driving({ track: { isStatic: true } })], { settings })).toEqual([])
  })
})
