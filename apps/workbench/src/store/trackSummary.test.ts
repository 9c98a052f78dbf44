import { annotationsOf } from '@trueline/annotation'
import { cuboid, track } from '@trueline/annotation/testing'
import { describe, expect, it } from 'vitest'
import { trackDoubt, trackSummary } from './trackSummary.ts'

const a = track('a')
const annotations = annotationsOf([
  a,
  cuboid(a.id, 2, { score: 0.4 }),
  cuboid(a.id, 5, { score: 0.8 }),
  cuboid(a.id, 6, { score: null, state: 'added' }),
  cuboid(a.id, 7, { score: 0, state: 'rejected' }),
])

describe('a track’s summary', () => {
  it('counts states, and speaks of labels alone else', () => {
    const summary = trackSummary(annotations, a.id)
    expect(summary.states).toMatchObject({ proposed: 2, added: 1, rejected: 1, final: 0 })
    expect(summary.shown).toBe(3)
    expect(summary.frames).toEqual({ first: 2, last: 6 })
    expect(summary.score).toBeCloseTo(0.6, 12)
    expect(trackSummary(annotations, a.id)).toBe(summary)
  })

  it('has no frames and no doubt once all is rejected', () => {
    const rejected = annotationsOf([a, cuboid(a.id, 0, { state: 'rejected' })])
    const summary = trackSummary(rejected, a.id)
    expect(summary.frames).toBeNull()
    expect(trackDoubt(summary, { judged: undefined, surest: 1 })).toBe(0)
  })

  it('doubts more what the source believed less, in whatever scale it scores', () => {
    const doubt = (score: number | null, surest: number): number =>
      trackDoubt(trackSummary(annotationsOf([a, cuboid(a.id, 0, { score })]), a.id), {
        judged: undefined,
        surest,
      })
    expect(doubt(2, 20)).toBeGreaterThan(doubt(15, 20))
    expect(doubt(-3, 20)).toBeLessThanOrEqual(1)
    expect(doubt(null, 20)).toBeGreaterThan(doubt(20, 20))
    expect(doubt(0, 0)).toBe(0.75)
  })

  it('doubts as the checks do once they have spoken, and what was decided not at all', () => {
    const half = [cuboid(a.id, 0), cuboid(a.id, 1, { state: 'accepted' })]
    const judged = { judged: 0.8, surest: 1 }
    expect(trackDoubt(trackSummary(annotationsOf([a, ...half]), a.id), judged)).toBe(0.4)
    const all = annotationsOf([a, cuboid(a.id, 1, { state: 'accepted' })])
    expect(trackDoubt(trackSummary(all, a.id), judged)).toBe(0)
  })
})
