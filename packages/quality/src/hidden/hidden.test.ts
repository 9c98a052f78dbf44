import {
  type Annotations,
  allRecords,
  annotationsOf,
  applyPatch,
  type CuboidRecord,
  cuboidsOf,
  deleteTrack,
  invertPatch,
  recordOf,
} from '@trueline/annotation'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chance } from '../testing/chance.ts'
import { parkedCars, recordsOf, type Said, streetClip } from '../testing/street.ts'
import { type HiddenFault, hiddenFaults } from './hiddenFaults.ts'
import { findFaults, goesOn, knownScore } from './knownScore.ts'
import { takeBackFaults } from './takeBackFaults.ts'

const CLIP = streetClip(30)
const drivers: readonly Said[] = Array.from({ length: 8 }, (_, index) => ({
  name: `driver${index}`,
  at: (frame: number) => [12 * index + 1.1 * frame, index % 2 === 0 ? 2 : -3, 0] as const,
}))
const CAME = annotationsOf(recordsOf(CLIP, [...parkedCars(8), ...drivers]))

const plant = (seed: number, rate = 0.4, isUntouched: (id: string) => boolean = () => true) =>
  hiddenFaults({ clip: CLIP, annotations: CAME, isUntouched, rate, random: chance(seed) })

const given = (faults: readonly HiddenFault[]): Annotations =>
  faults.reduce((now, { changes }) => applyPatch(now, changes), CAME)

const sorted = (annotations: Annotations) =>
  [...allRecords(annotations)].toSorted((a, b) => (a.id < b.id ? -1 : 1))

const anySeed = fc.nat(10_000)

describe('hidden faults', () => {
  it('are as many as asked for, each of its own objects, and can all be taken back', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const faults = plant(seed)
        expect(faults.length).toBe(7)
        const tracks = faults.flatMap(({ fault }) => fault.tracks)
        expect(new Set(tracks).size).toBe(tracks.length)
        const back = faults.reduce(
          (now, { changes }) => applyPatch(now, invertPatch(changes)),
          given(faults),
        )
        expect(sorted(back)).toEqual(sorted(CAME))
      }),
      { numRuns: 3 },
    )
  })

  it('are put in clips of a single frame too', () => {
    const clip = streetClip(1)
    const annotations = annotationsOf(recordsOf(clip, parkedCars(8)))
    const faults = hiddenFaults({
      ...{ clip, annotations, isUntouched: () => true, rate: 0.4 },
      random: chance(7),
    })
    expect(faults.length).toBe(4)
    expect(faults.map(({ fault }) => fault.check)).toSatisfy((checks: readonly string[]) =>
      checks.every((check) => ['E2', 'E3', 'E4', 'E7'].includes(check)),
    )
    expect(faults.every(({ changes }) => changes.length > 0)).toBe(true)
  })

  it('look as pre-labels do that came so: nothing about them but where they are is another', () => {
    for (const { changes } of plant(5)) {
      for (const { after } of changes) {
        if (after?.kind !== 'cuboid') continue
        const { center, extent, rotation } = after
        const { provenance, state, score, pointCount } = cuboidsOf(CAME, after.trackId)[0]!
        expect(after).toMatchObject({ provenance, state, score, pointCount })
        expect(after.proposal).toEqual({ center, extent, rotation })
      }
      // Nothing is added that would have a number of its own.
      expect(changes.every(({ before, after }) => after?.kind !== 'track' || before !== null)).toBe(
        true,
      )
    }
  })

  it('are put in nothing that somebody touched or answered', () => {
    const faults = plant(3, 0.5, (id) => !id.startsWith('driver'))
    expect(faults.length).toBeGreaterThan(3)
    for (const { fault } of faults) {
      for (const id of fault.tracks) expect(id).toMatch(/^car/)
    }
    const answered = annotationsOf(
      Array.from(allRecords(CAME), (one) =>
        one.kind === 'cuboid' ? ({ ...one, state: 'accepted' } satisfies CuboidRecord) : one,
      ),
    )
    const asked = { clip: CLIP, isUntouched: () => true, rate: 0.5, random: chance(1) }
    expect(hiddenFaults({ ...asked, annotations: answered })).toEqual([])
    expect(plant(3, 0)).toEqual([])
  })
})

describe('taking faults back', () => {
  it('leaves the pre-labels as they came where nobody mended anything', () => {
    fc.assert(
      fc.property(anySeed, (seed) => {
        const faults = plant(seed)
        const found = findFaults(CLIP, given(faults), faults)
        for (const { outcome } of found) expect(['left', 'slight']).toContain(outcome)
        const back = applyPatch(given(faults), takeBackFaults(given(faults), found))
        expect(sorted(back)).toEqual(sorted(CAME))
      }),
      { numRuns: 3 },
    )
  })

  it('leaves a mended box where it was put, and has it remember the pre-label that came', () => {
    const faults = plant(11)
    const mended = annotationsOf(
      Array.from(allRecords(CAME), (one) => {
        if (one.kind !== 'cuboid') return one
        const now = recordOf(given(faults), one.id)
        const proposal = now?.kind === 'cuboid' ? now.proposal : null
        return { ...one, proposal, state: 'fixed', provenance: 'human' } satisfies CuboidRecord
      }),
    )
    const found = findFaults(CLIP, mended, faults)
    expect(found.some(({ outcome }) => outcome === 'fixed')).toBe(true)
    expect(found.every(({ outcome }) => outcome === 'fixed' || outcome === 'slight')).toBe(true)
    const back = applyPatch(mended, takeBackFaults(mended, found))
    for (const record of allRecords(back)) {
      if (record.kind !== 'cuboid' || record.proposal === null) continue
      const came = recordOf(CAME, record.id) as CuboidRecord
      expect(record.center).toEqual(came.center)
      expect(record.proposal).toEqual(came.proposal)
    }
  })

  it('brings back nothing of an object that was deleted', () => {
    const faults = plant(2).filter(({ fault }) => fault.check === 'D1' || fault.check === 'C1')
    expect(faults.length).toBeGreaterThan(0)
    const without = faults.reduce(
      (now, { fault }) =>
        fault.tracks.reduce(
          (one, id) => applyPatch(one, deleteTrack(one, { trackId: id, fromFrame: null })),
          now,
        ),
      given(faults),
    )
    const back = applyPatch(without, takeBackFaults(without, findFaults(CLIP, without, faults)))
    for (const { fault } of faults) {
      for (const id of fault.tracks) {
        const shown = cuboidsOf(back, id).filter(({ state }) => state !== 'rejected')
        expect(shown).toEqual([])
      }
    }
  })
})

describe('what is known of a task', () => {
  const CHECKS = { faultRate: 0.4, seed: 1, least: 0.9, tries: 3 }
  const stretch = { firstFrame: 4, lastFrame: 9, truth: CAME }
  const scoreOf = (submitted: Annotations, faults: readonly HiddenFault[]) =>
    knownScore({ clip: CLIP, submitted, found: findFaults(CLIP, submitted, faults), stretch })!

  it('is all right where labels are as true, and less where faults were left', () => {
    const faults = plant(7)
    expect(scoreOf(CAME, faults)).toMatchObject({ right: 1 })
    const idle = scoreOf(given(faults), faults)
    expect(idle.right).toBe(0)
    expect(idle.reference!.right).toBeGreaterThan(0)
    expect(knownScore({ clip: CLIP, submitted: CAME, found: [], stretch: null })).toBeNull()
    expect(knownScore({ clip: CLIP, submitted: given(faults), found: [], stretch })!.right).toBe(
      1 - errorsOf(idle) / totalOf(idle),
    )
    expect([1, 2, 3].map((attempt) => goesOn(idle, CHECKS, attempt))).toEqual([false, false, true])
    expect(goesOn(scoreOf(CAME, faults), CHECKS, 1)).toBe(true)
  })

  const errorsOf = ({ reference }: ReturnType<typeof scoreOf>): number =>
    reference!.errors.reduce((sum, one) => sum + one.errors, 0)
  const totalOf = ({ reference }: ReturnType<typeof scoreOf>): number =>
    reference!.errors.reduce((sum, one) => sum + one.total, 0)
})
