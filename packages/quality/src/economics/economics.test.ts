import {
  annotationsOf,
  applyPatch,
  type CuboidRecord,
  type Edit,
  patchId,
  trackId,
} from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { chance } from '../testing/chance.ts'
import { parkedCars, recordsOf, streetClip } from '../testing/street.ts'
import { drawingTimesOf } from './drawingTimes.ts'
import { economicsReport } from './economicsReport.ts'
import { countFates, fateOf, fateOfObject } from './fate.ts'
import { type ObjectRow, objectRows } from './objectRows.ts'
import { savingsOf } from './savings.ts'
import { scoreThreshold } from './scoreThreshold.ts'
import { workOf } from './workLog.ts'

const CLIP = streetClip(6)
const RECORDS = recordsOf(CLIP, parkedCars(4))
const BOX = RECORDS.find((record) => record.kind === 'cuboid') as CuboidRecord
const moved = (by: number): CuboidRecord => ({
  ...BOX,
  center: [BOX.center[0] + by, BOX.center[1], BOX.center[2]],
  state: 'fixed',
})

function edit(atSeconds: number, after: CuboidRecord, of: Partial<Edit> = {}): Edit {
  return {
    ...{ patchId: patchId(`${atSeconds}`), command: 'placeCuboid', kind: 'edit', of: null },
    madeAtUs: atSeconds * 1e6,
    patch: [{ recordId: after.id, before: BOX, after }],
    ...of,
  }
}

describe('workOf', () => {
  it('counts the time since the same person’s edit before, without pauses and imports', () => {
    const work = workOf([
      { author: 'an', edit: edit(0, moved(1), { command: 'importLabels' }) },
      { author: 'an', edit: edit(100, moved(1)) },
      { author: 'bo', edit: edit(104, moved(1)) },
      { author: 'an', edit: edit(107, moved(2)) },
      { author: 'an', edit: edit(110, BOX, { kind: 'undo' }) },
      { author: 'an', edit: edit(400, moved(1)) },
    ])
    expect([...work.get(BOX.trackId)!]).toEqual([
      ['an', { seconds: 10, actions: 3, undos: 1 }],
      ['bo', { seconds: 0, actions: 1, undos: 0 }],
    ])
  })

  it('shares the time of an edit among the objects it changes, and keeps that of none apart', () => {
    const other: CuboidRecord = { ...moved(1), trackId: trackId('other') }
    const both = edit(6, moved(1))
    const patch = [...both.patch, { recordId: other.id, before: null, after: other }]
    const work = workOf([
      { author: 'an', edit: edit(0, moved(1)) },
      { author: 'an', edit: { ...both, patch } },
      { author: 'an', edit: edit(9, moved(1), { patch: [] }) },
    ])
    expect(work.get(BOX.trackId)!.get('an')!.seconds).toBe(3)
    expect(work.get(other.trackId)!.get('an')!.seconds).toBe(3)
    expect(work.get(null)!.get('an')!.seconds).toBe(3)
  })
})

describe('what became of pre-labels', () => {
  it('is told by what they came as', () => {
    expect(fateOf(BOX)).toBe('waiting')
    expect(fateOf({ ...BOX, state: 'accepted' })).toBe('untouched')
    expect(fateOf(moved(0.2))).toBe('nudged')
    expect(fateOf(moved(3))).toBe('redrawn')
    expect(fateOf({ ...BOX, state: 'rejected' })).toBe('deleted')
    expect(fateOf({ ...BOX, proposal: null, state: 'added' })).toBe('added')
  })

  it('of an object is what was done to it as a whole', () => {
    const of = (...fates: Parameters<typeof countFates>[0]) => fateOfObject(countFates(fates))
    expect(of('untouched', 'untouched')).toBe('untouched')
    expect(of('untouched', 'nudged')).toBe('nudged')
    expect(of('untouched', 'added')).toBe('nudged')
    expect(of('redrawn', 'nudged')).toBe('redrawn')
    expect(of('deleted', 'deleted')).toBe('deleted')
    expect(of('added', 'added')).toBe('added')
    expect(of('untouched', 'waiting')).toBe('waiting')
  })
})

/** Objects as a simulated shift leaves them: those drawn, and those that came as pre-labels. */
function shift(random: () => number, of: { readonly drawn: number; readonly preLabels: number }) {
  // Of mean 1, and now and then far more: as times of people are.
  const luck = () =>
    Math.exp(
      0.5 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()) - 0.125,
    )
  const row = (index: number): ObjectRow => ({
    ...{
      clip: 'a',
      trackId: trackId(`${index}`),
      category: index % 2 === 0 ? 'car' : 'pedestrian',
    },
    ...{ model: null, vendor: null, annotator: 'an', score: random(), undos: 0, actions: 3 },
    fates: countFates([]),
    ...{ fate: 'added', boxes: 5 + Math.floor(random() * 40), seconds: 0 },
  })
  const TIMES = { car: [20, 1.5], pedestrian: [10, 0.8] } as const
  const drawing = ({ category, boxes }: ObjectRow) => {
    const [perObject, perBox] = TIMES[category as 'car']
    return perObject + perBox * boxes
  }
  const drawn = Array.from({ length: of.drawn }, (_, index) => {
    const one = row(index)
    return { ...one, seconds: drawing(one) * luck() }
  })
  let expected = 0
  const preLabels = Array.from({ length: of.preLabels }, (_, index): ObjectRow => {
    const one = row(index)
    // The surer, the more often real and the less to do.
    const isReal = random() < 0.3 + 0.7 * one.score!
    const usual = isReal ? drawing(one) * (1.1 - one.score!) : 6
    expected += (isReal ? drawing(one) : 0) - usual
    return {
      ...one,
      ...{ fate: isReal ? 'nudged' : 'deleted', boxes: isReal ? one.boxes : 0 },
      seconds: usual * luck(),
    }
  })
  return { drawn, preLabels, expected }
}

describe('savingsOf', () => {
  it('recovers planted savings within its own interval, as often as it says', () => {
    const random = chance(11)
    let held = 0
    let off = 0
    const SHIFTS = 120
    for (let index = 0; index < SHIFTS; index++) {
      const { drawn, preLabels, expected } = shift(random, { drawn: 60, preLabels: 120 })
      const { saved } = savingsOf(preLabels, drawn, { random, rounds: 120 })!
      if (saved.low <= expected && expected <= saved.high) held += 1
      off += (saved.estimate - expected) / expected / SHIFTS
    }
    console.info(
      `savings: ${((100 * held) / SHIFTS).toFixed(1)} % of ${SHIFTS} shifts held, ${(100 * off).toFixed(1)} % off on the average`,
    )
    expect(held / SHIFTS).toBeGreaterThan(0.91)
    expect(Math.abs(off)).toBeLessThan(0.04)
  })

  it('says that bad pre-labels cost more than drawing, and nothing where nothing was drawn', () => {
    const { drawn, preLabels } = shift(chance(2), { drawn: 40, preLabels: 60 })
    const bad = preLabels.map((row) => ({ ...row, seconds: 4 * row.seconds + 60 }))
    const { saved, savedShare } = savingsOf(bad, drawn, { random: chance(1), rounds: 200 })!
    expect(saved.high).toBeLessThan(0)
    expect(savedShare!.estimate).toBeLessThan(0)
    expect(savingsOf(bad, [], { random: chance(1), rounds: 10 })).toBeNull()
    expect(savingsOf([], drawn, { random: chance(1), rounds: 10 })).toBeNull()
  })
})

describe('drawingTimesOf', () => {
  it('finds what an object and a box take, never below nothing', () => {
    const row = (boxes: number, seconds: number): ObjectRow => ({
      ...shift(chance(1), { drawn: 1, preLabels: 0 }).drawn[0]!,
      ...{ boxes, seconds },
    })
    const { byCategory, all } = drawingTimesOf([1, 5, 10, 20, 40].map((n) => row(n, 12 + 2 * n)))
    expect(byCategory.get('car')!.perObject).toBeCloseTo(12, 9)
    expect(byCategory.get('car')!.perBox).toBeCloseTo(2, 9)
    expect(all!.measured).toBe(5)
    const falling = drawingTimesOf([row(1, 30), row(10, 20), row(20, 10)])
    expect(falling).toMatchObject({ all: { perBox: 0, perObject: 20 } })
    expect(falling.byCategory.size).toBe(0)
    expect(drawingTimesOf([row(1, 1), row(10, 30)]).all!.perObject).toBe(0)
  })
})

describe('scoreThreshold', () => {
  it('finds the score from which on showing pays', () => {
    const random = chance(5)
    const { drawn } = shift(random, { drawn: 60, preLabels: 0 })
    // Below a score of 0.4 all are nothing, and cost 6 s each.
    const rows = Array.from({ length: 400 }, (_, index): ObjectRow => {
      const score = (index + 0.5) / 400
      const isReal = score > 0.4
      return {
        ...drawn[index % 60]!,
        ...{ score, fate: isReal ? 'nudged' : 'deleted', seconds: isReal ? 10 : 6 },
      }
    })
    const { best, gain, curve } = scoreThreshold(rows, drawn, { random, rounds: 100 })!
    expect(best.estimate).toBeGreaterThan(0.37)
    expect(best.estimate).toBeLessThan(0.43)
    // 160 times 6 s, but for those in the step that the best one lies in.
    expect(gain.estimate).toBeGreaterThan(880)
    expect(gain.estimate).toBeLessThanOrEqual(960)
    expect(gain.low).toBeGreaterThan(0)
    expect(curve[0]!.shown).toBe(400)
    expect(scoreThreshold([], drawn, { random, rounds: 10 })).toBeNull()
  })
})

describe('economicsReport', () => {
  it('tells a clip’s log by category, clip and person, at a rate', () => {
    const before = annotationsOf(RECORDS)
    const entries = [
      { author: 'an', edit: edit(0, moved(0.2)) },
      { author: 'an', edit: edit(30, moved(0.3)) },
    ]
    const annotations = applyPatch(before, entries[1]!.edit.patch)
    const worked = {
      clip: 'a',
      model: 'net 3',
      vendor: null,
      annotations,
      work: workOf(entries),
      isDone: false,
    }
    const report = economicsReport({
      ...{ madeAt: null, rate: { perHour: 120, currency: 'CNY' }, longestPause: 60 },
      ...{ rows: objectRows(worked), framesByClip: new Map([['a', 6]]), isAnonymous: true },
      elsewhere: { seconds: 0, actions: 0, undos: 0 },
      resampling: { random: chance(1), rounds: 10 },
    })
    expect(report.total).toMatchObject({ objects: 4, boxes: 24, seconds: 30, actions: 2, cost: 1 })
    expect(report.total.costPerFrame).toBeCloseTo(1 / 6, 12)
    expect(report.total.boxFates).toMatchObject({ waiting: 23, nudged: 1 })
    expect(report.by.annotator.map(({ name, objects }) => [name, objects])).toEqual([['#1', 1]])
    expect(report.by.model.map(({ name }) => name)).toEqual(['net 3'])
    expect(report.by.vendor).toEqual([])
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })
})
