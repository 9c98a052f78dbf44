import {
  type Annotations,
  acceptTrack,
  allRecords,
  annotationsOf,
  applyPatch,
  type CuboidRecord,
  cuboidsOf,
  deleteTrack,
  mergeTracks,
  type Patch,
  trackId,
  tracksOf,
} from '@trueline/annotation'
import { type CheckId, type PlantedFault, plantFaults } from '@trueline/consistency'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chance } from '../testing/chance.ts'
import { parkedCars, recordsOf, type Said, streetClip } from '../testing/street.ts'
import { annotatorScores } from './annotatorScores.ts'
import { scoreFaults } from './scoreFaults.ts'
import { scoreReference } from './scoreReference.ts'

const CLIP = streetClip(40)
const drivers: readonly Said[] = Array.from({ length: 8 }, (_, index) => ({
  name: `driver${index}`,
  at: (frame: number) => [12 * index + 1.1 * frame, index % 2 === 0 ? 2 : -3, 0] as const,
}))
const TRUTH = annotationsOf(recordsOf(CLIP, [...parkedCars(8), ...drivers]))

/** The true labels as somebody who does everything right submits them. */
const FIXED = annotationsOf(
  Array.from(allRecords(TRUTH), (record) =>
    record.kind === 'cuboid' ? ({ ...record, state: 'fixed' } satisfies CuboidRecord) : record,
  ),
)

function plantedWith(seed: number, checks: readonly CheckId[] | null = null) {
  const { records, faults } = plantFaults({
    ...{ clip: CLIP, annotations: TRUTH, random: chance(seed), checks, ofEach: 1 },
    newId: (number) => trackId(`planted${number}`),
  })
  return { planted: annotationsOf(records), faults }
}

const scored = (planted: Annotations, submitted: Annotations, faults: readonly PlantedFault[]) =>
  scoreFaults({ clip: CLIP, truth: TRUTH, planted, submitted, faults })

describe('scoreFaults', () => {
  it('whatever is planted is left by who does nothing, and fixed by who puts all right', () => {
    fc.assert(
      fc.property(fc.nat(10_000), (seed) => {
        const { planted, faults } = plantedWith(seed)
        expect(faults.length).toBeGreaterThan(8)
        const idle = scored(planted, planted, faults)
        for (const { outcome } of idle.outcomes) expect(['left', 'slight']).toContain(outcome)
        const slight = idle.outcomes.filter(({ outcome }) => outcome === 'slight').length
        expect(slight).toBeLessThan(faults.length / 2)
        const able = scored(planted, FIXED, faults)
        for (const [index, { outcome }] of able.outcomes.entries()) {
          const wasSlight = idle.outcomes[index]!.outcome === 'slight'
          expect(outcome).toBe(wasSlight ? 'slight' : 'fixed')
        }
        for (const score of [idle, able]) {
          expect(score.invented).toBe(0)
          expect(score.broken.reduce((sum, { errors }) => sum + errors, 0)).toBe(0)
        }
      }),
      { numRuns: 12 },
    )
  })

  it('a fault that was touched and is not right is found, and what was right and is not is broken', () => {
    const { planted, faults } = plantedWith(3, ['B2'])
    const [fault] = faults
    const wrong = fault!.tracks[0]!
    const half: Patch = cuboidsOf(planted, wrong).map((before) => ({
      ...{ recordId: before.id, before },
      after: { ...before, center: [before.center[0] + 0.1, before.center[1], before.center[2]] },
    }))
    const clean = tracksOf(planted).find(({ id }) => id !== wrong)!.id
    const harm = cuboidsOf(planted, clean)
      .slice(0, 5)
      .map((before) => ({
        ...{ recordId: before.id, before },
        after: { ...before, center: [before.center[0] + 2, before.center[1], before.center[2]] },
      })) satisfies Patch
    const score = scored(planted, applyPatch(planted, [...half, ...harm]), faults)
    expect(score.outcomes.map(({ outcome }) => outcome)).toEqual(['found'])
    expect(score.broken.reduce((sum, { errors }) => sum + errors, 0)).toBe(5)
  })

  it('a broken identity is fixed by merging, a made up object by taking it away', () => {
    const broken = plantedWith(5, ['D4'])
    const [into, from] = broken.faults[0]!.tracks
    const { patch: merged } = mergeTracks(broken.planted, { into: into!, others: [from!] })
    const after = applyPatch(broken.planted, merged)
    expect(scored(broken.planted, after, broken.faults).outcomes[0]!.outcome).toBe('fixed')
    const nothing = plantedWith(5, ['E9'])
    const gone = deleteTrack(nothing.planted, {
      trackId: nothing.faults[0]!.tracks[0]!,
      fromFrame: null,
    })
    const { outcomes } = scored(nothing.planted, applyPatch(nothing.planted, gone), nothing.faults)
    expect(outcomes[0]!.outcome).toBe('fixed')
  })

  it('accepting a fault is leaving it', () => {
    const { planted, faults } = plantedWith(9, ['B3'])
    const accepted = acceptTrack(planted, { trackId: faults[0]!.tracks[0]!, frames: null })
    const { outcomes } = scored(planted, applyPatch(planted, accepted), faults)
    expect(outcomes[0]!.outcome).toBe('left')
  })
})

describe('annotatorScores', () => {
  it('tells people apart, with the intervals that their numbers allow', () => {
    const { planted, faults } = plantedWith(1)
    const able = { annotator: 'able', faults: scored(planted, FIXED, faults) }
    const idle = { annotator: 'idle', faults: scored(planted, planted, faults) }
    const frames = CLIP.frames.map((_, index) => ({ reference: index, labels: index }))
    const against = (annotations: Annotations) =>
      scoreReference({
        reference: { clip: CLIP, annotations: TRUTH },
        ...{ labels: { clip: CLIP, annotations }, frames },
      })
    const [first, second] = annotatorScores([
      { ...idle, reference: against(planted) },
      { ...able, reference: against(FIXED) },
      { ...able, reference: null },
    ])
    expect([first!.annotator, first!.submissions]).toEqual(['able', 2])
    expect(first!.fixed!.estimate).toBe(1)
    expect(first!.wrong!.estimate).toBe(0)
    expect(first!.fixed!.low).toBeGreaterThan(second!.fixed!.high)
    expect(second!.noticed!.estimate).toBe(0)
    expect(second!.wrong!.low).toBeGreaterThan(0)
    expect(annotatorScores([{ annotator: 'new', faults: null, reference: null }])).toEqual([
      {
        ...{ annotator: 'new', submissions: 1, fixed: null, noticed: null },
        ...{ broken: null, wrong: null, faults: { fixed: 0, found: 0, left: 0, slight: 0 } },
      },
    ])
  })
})
