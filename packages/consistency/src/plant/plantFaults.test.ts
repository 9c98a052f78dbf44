import { type Annotations, annotationsOf, isShown, trackId } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { checkClip } from '../checkClip.ts'
import { NO_EVIDENCE } from '../evidence.ts'
import { DEFAULT_SETTINGS } from '../settings.ts'
import { clipOf, framesWith, type Given, recordsOf, STEP } from '../testing/clips.ts'
import { plantFaults } from './plantFaults.ts'

const FRAMES = framesWith(60)
const CLIP = clipOf(FRAMES)

/** A street: twenty cars in two lanes, and twenty that are parked beside it. */
const street = Array.from({ length: 40 }, (_, index): Given => {
  const x = 9 * (index >> 1)
  const y = index % 2 === 0 ? 4 : 7.5
  return index < 20
    ? { name: `car ${index}`, at: (frame) => ({ x: x + 9 * STEP * frame, y, yaw: 0 }) }
    : { name: `parked ${index}`, at: () => ({ x: x - 90, y: -2 * y, yaw: 0.1 }) }
})

/** Numbers of a fixed order. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function planted(annotations: Annotations, seed: number) {
  const newId = (number: number) => trackId(`new ${number}`)
  return plantFaults({
    ...{ clip: CLIP, annotations, random: chance(seed), checks: null, newId, ofEach: 1 },
  })
}

describe('plantFaults', () => {
  const truth = annotationsOf(recordsOf(FRAMES, street))

  it('plants what the checks find, and leaves the rest as it was', () => {
    const { records, faults } = planted(truth, 3)
    expect(new Set(faults.map(({ check }) => check)).size).toBeGreaterThan(15)
    const { findings } = checkClip({
      ...{ clip: CLIP, annotations: annotationsOf(records), settings: DEFAULT_SETTINGS },
      evidence: NO_EVIDENCE,
    })
    // Nobody looked at the points, and no model at anything.
    const unseen = ['C10', 'D3', 'E2', 'E3', 'E4', 'E7', 'E8', 'E9']
    const told = faults.filter(({ check }) => !unseen.includes(check))
    const missed = told.filter(
      ({ check, tracks }) =>
        !findings.some(
          (one) => one.check === check && one.tracks.some((id) => tracks.includes(id)),
        ),
    )
    expect(missed).toEqual([])
    const spoiled = new Set(faults.flatMap(({ tracks }) => tracks))
    expect(findings.filter(({ tracks }) => !tracks.some((id) => spoiled.has(id)))).toEqual([])
  })

  it('gives a track at most one fault', () => {
    const tracks = planted(truth, 5).faults.flatMap((fault) => fault.tracks)
    expect(new Set(tracks).size).toBe(tracks.length)
  })

  it('plants the same with the same chance', () => {
    expect(planted(truth, 7)).toEqual(planted(truth, 7))
    expect(planted(truth, 7).faults).not.toEqual(planted(truth, 8).faults)
  })

  it('leaves proposals that nobody has looked at', () => {
    for (const record of planted(truth, 3).records) {
      expect(['model', 'interpolated']).toContain('provenance' in record && record.provenance)
      if (record.kind === 'cuboid') expect(isShown(record) && record.state).toBe('proposed')
    }
  })
})
