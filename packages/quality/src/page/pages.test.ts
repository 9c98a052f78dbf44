import { annotationsOf, type Message, type Template } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { acceptanceReport } from '../acceptance/acceptanceReport.ts'
import { DEFAULT_PROFILE } from '../acceptance/profile.ts'
import { agreementOf } from '../compare/agreement.ts'
import { compareLabels } from '../compare/compareLabels.ts'
import { correctionsOf } from '../corrections/corrections.ts'
import { failuresOf } from '../corrections/failures.ts'
import { economicsReport } from '../economics/economicsReport.ts'
import { type ObjectRow, objectRows } from '../economics/objectRows.ts'
import { chance } from '../testing/chance.ts'
import { labelsOf, parkedCars, recordsOf, streetClip } from '../testing/street.ts'
import { acceptancePage } from './acceptancePage.ts'
import { economicsPage } from './economicsPage.ts'
import { failuresPage } from './failuresPage.ts'
import { el, htmlOf, type Markup } from './markup.ts'
import { pageTexts } from './pageTexts.ts'
import { qualityPage } from './qualityPage.ts'
import { wholePage } from './wholePage.ts'

const CLIP = { ...streetClip(6), name: '<script>alert(1)</script>' }
const FAULT = {
  fault: { check: 'C3', tracks: [], frames: [2, 3], strength: 1 },
  outcome: 'left',
} as const
const CARS = parkedCars(5).map((car) => ({ ...car, category: 'car" onload="x' }))

function pages() {
  const labels = labelsOf(CLIP, CARS.slice(1))
  const frames = CLIP.frames.map((_, index) => ({ reference: index, labels: index }))
  const rate = { estimate: 0.1, low: 0.05, high: 0.2 }
  const report = acceptanceReport({
    about: { clips: [CLIP.name], labels: 'a & b', reference: '<b>', madeAt: '2026-01-01' },
    ...{ profile: DEFAULT_PROFILE, lanes: null, isSample: true },
    comparisons: [compareLabels({ reference: labelsOf(CLIP, CARS), labels, frames })],
    known: [{ faults: [FAULT], reference: null }],
    sampled: { rate, strata: [{ stratum: '', population: 100, sampled: 50, errors: 5, rate }] },
  })
  const records = annotationsOf(recordsOf(CLIP, CARS))
  const worked = { clip: CLIP.name, model: null, vendor: null, annotations: records, isDone: false }
  const rows = objectRows({ ...worked, work: new Map() }).flatMap((row, index): ObjectRow[] => [
    { ...row, fate: 'nudged', seconds: 3 + index, score: 0.2 * index },
    { ...row, fate: 'added', seconds: 20 + index, annotator: '<i>' },
  ])
  const economics = economicsReport({
    ...{ madeAt: null, rate: { perHour: 60, currency: 'CNY' }, longestPause: 60, rows },
    ...{ framesByClip: new Map([[CLIP.name, 6]]), isAnonymous: false },
    elsewhere: { seconds: 4, actions: 1, undos: 0 },
    resampling: { random: chance(1), rounds: 20 },
  })
  const failures = failuresOf(
    correctionsOf({ clip: CLIP, annotations: records, entries: [] }),
    null,
  )
  const judged = { clip: CLIP.name, annotator: '<i>', attempt: 1, isHandedOn: true }
  const stretch = { clip: '<script>', firstFrame: 1, lastFrame: 6 }
  const agreement = agreementOf(labelsOf(CLIP, CARS), labels)
  const quality = {
    ...{ madeAt: '2026-01-01', isAnonymous: false },
    tries: [
      { ...judged, faults: [FAULT, { ...FAULT, outcome: 'found' as const }], reference: null },
    ],
    twice: [
      { ...stretch, agreement },
      { ...stretch, agreement: null },
    ],
  }
  return (['en', 'zh'] as const).flatMap((language) => [
    wholePage(qualityPage(quality, language), 'a', language),
    wholePage(acceptancePage(report, language), 'a', language),
    wholePage(economicsPage(economics, language), 'a', language),
    wholePage(failuresPage(failures, language), 'a', language),
  ])
}

describe('pages', () => {
  it('hold what people typed as text, run nothing and ask for nothing', () => {
    for (const page of pages()) {
      expect(page).not.toMatch(/<script|<i>|<link|@import|url\(|src=/)
      expect(page).not.toMatch(/ onload="/)
      expect(page).not.toMatch(/NaN|undefined|Infinity|\{\w+\}(?!\s*\.q)/)
    }
  })

  it('close every element that they open', () => {
    for (const page of pages()) {
      const open: string[] = []
      const body = page.slice(page.indexOf('<article'), page.indexOf('</body>'))
      for (const [, close, tag] of body.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
        if (close === '') open.push(tag!)
        else expect(open.pop()).toBe(tag)
      }
      expect(open).toEqual([])
    }
  })

  it('say all they say in both languages', () => {
    for (const text of Object.values(pageTexts) as readonly (Message | Template)[]) {
      const { en, zh } = 'text' in text ? text.text : text
      expect(en).not.toBe('')
      if (!/^[\d %]+$/.test(en)) expect(zh).toMatch(/[\u4e00-\u9fff]/)
    }
  })
})

it('markup is escaped wherever it comes from', () => {
  const wild: Markup = el('p', { title: '"><x>' }, ['<&>', el('b', {}, ['"'])])
  expect(htmlOf(wild)).toBe('<p title="&quot;&gt;&lt;x&gt;">&lt;&amp;&gt;<b>&quot;</b></p>')
})
