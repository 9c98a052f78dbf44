import { annotationsOf, type Frame } from '@trueline/annotation'
import type { Pose } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { checkClip } from './checkClip.ts'
import { NO_EVIDENCE } from './evidence.ts'
import { DEFAULT_SETTINGS } from './settings.ts'
import {
  clipOf,
  framesWith,
  type Given,
  recordsOf,
  STEP,
  straightEgo,
  turningEgo,
} from './testing/clips.ts'

function found(frames: readonly Frame[], tracks: readonly Given[], labelled = frames) {
  const { findings } = checkClip({
    clip: clipOf(frames),
    annotations: annotationsOf(recordsOf(labelled, tracks)),
    settings: DEFAULT_SETTINGS,
    evidence: NO_EVIDENCE,
  })
  return findings.map(({ check, tracks: [id], message }) => `${check} ${id}: ${message.en}`)
}

const parked = (name: string, x: number, y: number): Given => ({
  name,
  at: () => ({ x, y, yaw: 0.3 }),
})

/** Drives on from a place at a speed, turning. */
const driving = (name: string, speed: number, y: number): Given => ({
  name,
  at: (frame) => {
    const turn = 0.25 * STEP * frame
    const radius = speed / 0.25
    return { x: radius * Math.sin(turn), y: y + radius * (1 - Math.cos(turn)), yaw: turn }
  },
})

/** Off by a bias that grows with the way, as odometry is. */
function drifting(frame: number): Pose {
  const { translation, rotation } = straightEgo(frame)
  const [x, y, z] = translation
  return { translation: [x + 0.04 * x, y - 0.03 * x, z], rotation }
}

describe('a check of good labels', () => {
  it('finds nothing around an ego that turns', () => {
    const tracks = [parked('parked', 20, 8), driving('driving', 9, -6)]
    expect(found(framesWith(40, turningEgo), tracks)).toEqual([])
  })

  it('finds nothing at a long gap of something that goes on as it did', () => {
    const frames = Array.from({ length: 60 }, (_, frame) => frame)
    const seen = frames.filter((frame) => frame < 20 || frame >= 45)
    expect(found(framesWith(60), [{ ...driving('driving', 9, -6), frames: seen }])).toEqual([])
  })

  it('finds nothing where somebody drives backwards, slowly', () => {
    const reversing: Given = {
      name: 'reversing',
      at: (frame) => ({ x: 20 - 2 * STEP * frame, y: 6, yaw: 0 }),
    }
    expect(found(framesWith(40), [reversing])).toEqual([])
  })

  it('finds nothing where the poses drift and all that is parked goes along', () => {
    const tracks = [15, 22, 29, 36].map((x) => parked(`parked ${x}`, x, 7))
    expect(found(framesWith(60, drifting), tracks, framesWith(60))).toEqual([])
  })

  it('finds nothing where the poses drift and a single car is parked', () => {
    expect(found(framesWith(60, drifting), [parked('parked', 25, 7)], framesWith(60))).toEqual([])
  })

  it('judges no motion where nobody knows where the ego was', () => {
    const frames = framesWith(40, () => null)
    const tracks = [parked('parked', 20, 8), driving('driving', 9, -6)]
    expect(found(frames, tracks, framesWith(40))).toEqual([])
  })

  it('leaves out frames without a pose where others have one', () => {
    const frames = framesWith(40, (frame) => (frame % 7 === 3 ? null : straightEgo(frame)))
    const tracks = [parked('parked', 20, 8), driving('driving', 9, -6)]
    expect(found(frames, tracks, framesWith(40))).toEqual([])
  })

  it('takes frames for evenly spaced where times are missing or do not rise', () => {
    const frames = framesWith(40).map((frame) => ({ ...frame, timeUs: Number.NaN }))
    expect(found(frames, [driving('driving', 9, -6)])).toEqual([])
    const twice = framesWith(40).map((frame, index) => ({ ...frame, timeUs: index < 20 ? 0 : 1 }))
    expect(found(twice, [driving('driving', 9, -6)])).toEqual([])
  })

  it('finds nothing in a person who turns round on the spot', () => {
    const person: Given = {
      ...{ name: 'person', category: 'pedestrian', extent: [0.6, 0.6, 1.75] },
      at: (frame) => ({ x: 12, y: 4, yaw: 0.4 * frame }),
    }
    expect(found(framesWith(30), [person])).toEqual([])
  })

  it('looks at a track with a single box without complaint of its motion', () => {
    const single: Given = { ...parked('single', 20, 8), frames: [39] }
    expect(found(framesWith(40), [single])).toEqual([])
  })
})
