import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { compareLabels } from '../compare/compareLabels.ts'
import { labelsOf, parkedCars, type Said, streetClip } from '../testing/street.ts'
import { type AcceptanceReport, acceptanceReport, type ReportSource } from './acceptanceReport.ts'
import { type AcceptanceProfile, DEFAULT_PROFILE, ProfileError, parseProfile } from './profile.ts'
import { acceptanceReportSchema } from './reportSchema.ts'

const CLIP = streetClip(20)

function report(
  labels: readonly Said[],
  source: Partial<ReportSource> = {},
  truth: readonly Said[] = parkedCars(10),
): AcceptanceReport {
  const sets = { reference: labelsOf(CLIP, truth), labels: labelsOf(CLIP, labels) }
  const frames = CLIP.frames.map((_, index) => ({ reference: index, labels: index }))
  const about = { clips: ['street'], labels: 'a', reference: 'b', madeAt: null }
  return acceptanceReport({
    ...{ about, profile: DEFAULT_PROFILE, sampled: null, lanes: null, isSample: false, known: [] },
    comparisons: [compareLabels({ ...sets, frames })],
    ...source,
  })
}

const shifted = (by: number): readonly Said[] =>
  parkedCars(10).map((one) => ({ ...one, at: (frame) => [one.at(frame)[0] + by, 6, 0] }))

const verdictOf = ({ judgements }: AcceptanceReport, measure: string, category: string | null) =>
  judgements.find((one) => one.measure === measure && one.category === category)?.verdict

describe('acceptanceReport', () => {
  it('tells how figures spread, by category and range band', () => {
    const { total, categories, frames } = report(shifted(0.3))
    expect([frames, total.objects, total.boxes, total.found]).toEqual([20, 10, 200, 200])
    expect(total.center!.p95).toBeCloseTo(0.3, 9)
    expect(total.center!.bins[5]! + total.center!.bins[6]!).toBe(200)
    expect(categories.map(({ category }) => category)).toEqual(['car'])
    const { ranges } = categories[0]!
    expect(ranges.map(({ from }) => from)).toEqual([0, 20, 40, 60])
    expect(ranges.reduce((sum, { boxes }) => sum + boxes, 0)).toBe(200)
  })

  it('fails what is over its limit for sure, and says unproven where few cannot show it', () => {
    const far = report(shifted(0.5))
    expect(verdictOf(far, 'centerP95', 'car')).toBe('fail')
    expect(far.verdict).toBe('fail')
    expect(report(parkedCars(10)).verdict).toBe('pass')
    expect(report(parkedCars(10).slice(1)).verdict).toBe('fail')
    const none = report(parkedCars(10).slice(5), { isSample: true })
    expect(verdictOf(none, 'missed', 'car')).toBe('fail')
    const perfect = report(parkedCars(10), { isSample: true })
    expect(verdictOf(perfect, 'centerP95', null)).toBe('pass')
    // Ten cars without a miss do not prove that fewer than one in twenty are missed.
    expect(verdictOf(perfect, 'missed', null)).toBe('unproven')
    expect(perfect.verdict).toBe('unproven')
    const loose: AcceptanceProfile = { name: 'loose', limits: { centerP95: 0.4, missed: 0.5 } }
    expect(report(parkedCars(10), { profile: loose, isSample: true }).verdict).toBe('pass')
    expect(report([], { profile: { name: 'nothing asked', limits: {} } }).verdict).toBe('unproven')
  })

  it('judges a category by its own limits, a sample by its interval', () => {
    const profile = { ...DEFAULT_PROFILE, byCategory: { car: { centerP95: 0.6 } } }
    expect(verdictOf(report(shifted(0.5), { profile }), 'centerP95', 'car')).toBe('pass')
    const strata = { stratum: '', population: 1000, sampled: 400, errors: 4 }
    const rate = { estimate: 0.01, low: 0.004, high: 0.02 }
    const sampled = { rate, strata: [{ ...strata, rate }] }
    expect(verdictOf(report([], { sampled }), 'sampled', null)).toBe('pass')
  })

  it('writes JSON without a number that JSON has not', () => {
    const text = JSON.stringify(report([]))
    expect(JSON.parse(text)).toEqual(report([]))
  })
})

describe('the schema of a report', () => {
  it('takes what is written, and nothing else', () => {
    const rate = { estimate: 0.01, low: 0.004, high: 0.02 }
    const strata = [{ stratum: '', population: 1000, sampled: 400, errors: 4, rate }]
    for (const one of [report(shifted(0.3)), report([], { sampled: { rate, strata } })]) {
      const written: unknown = JSON.parse(JSON.stringify(one))
      expect(acceptanceReportSchema.parse(written)).toEqual(one)
      expect(acceptanceReportSchema.safeParse({ ...one, more: 1 }).success).toBe(false)
    }
  })

  it('is the one that stands in the docs', () => {
    const path = new URL('../../../../docs/acceptance-report.schema.json', import.meta.url)
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(z.toJSONSchema(acceptanceReportSchema, { reused: 'ref' }))),
    )
  })
})

describe('parseProfile', () => {
  it('takes the default back', () => {
    expect(parseProfile(JSON.parse(JSON.stringify(DEFAULT_PROFILE)))).toEqual(DEFAULT_PROFILE)
  })

  it.each([
    [[], '/', '[]'],
    [{ name: 'a' }, '/limits', 'nothing'],
    [{ name: '', limits: {} }, '/name', '""'],
    [{ name: 'a', limits: { missed: 2 } }, '/limits/missed', '2'],
    [{ name: 'a', limits: { mist: 0.1 } }, '/limits', 'mist'],
    [{ name: 'a', limits: {}, byCategory: { car: { size: 1 } } }, '/byCategory/car', 'size'],
    [{ name: 'a', limits: {}, confidence: '95 %' }, '/confidence', '"95 %"'],
  ])('refuses %j and says where', (json, place, found) => {
    try {
      parseProfile(json)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ProfileError)
      expect(error).toMatchObject({ place, found: { en: found } })
      expect((error as ProfileError).expected.zh).not.toBe('')
    }
  })
})
