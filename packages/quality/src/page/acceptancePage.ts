import type { Message } from '@trueline/annotation'
import type { AcceptanceReport, CategoryFigures } from '../acceptance/acceptanceReport.ts'
import type { KnownFigures } from '../acceptance/knownFigures.ts'
import type { AcceptanceLimits } from '../acceptance/profile.ts'
import type { Judgement, Verdict } from '../acceptance/verdicts.ts'
import { rangeText } from '../compare/rangeBand.ts'
import { CONFIDENCE } from '../intervals/interval.ts'
import { histogram, intervalBar } from './charts.ts'
import { degrees, meters, momentText, percent, percentWithin } from './figures.ts'
import { el, type Markup, type MarkupElement } from './markup.ts'
import { pageTexts as texts } from './pageTexts.ts'
import { figure, type Language, note, section, table, tile } from './parts.ts'

const SIGNS: { readonly [verdict in Verdict]: string } = { pass: '✓', unproven: '?', fail: '✕' }

/** The acceptance report as a page. */
export function acceptancePage(report: AcceptanceReport, language: Language): MarkupElement {
  const { about, profile, total, categories, sampled, lanes, known, judgements, verdict } = report
  const { labels, reference, clips, madeAt } = about
  const isUnproven = judgements.some((one) => one.verdict === 'unproven')
  return el('article', { class: 'q-page', lang: language }, [
    el('h1', {}, [texts.acceptance[language]]),
    note(
      [
        texts.about({ labels, reference })[language],
        `${texts.clips[language]}: ${clips.join(', ')}`,
        ...(madeAt === null ? [] : [`${texts.madeAt[language]} ${momentText(madeAt)}`]),
      ].join(' · '),
    ),
    el('div', { class: `q-banner q-verdict q-${verdict}` }, verdictWords(verdict, language)),
    ...brokenNotes(judgements, language),
    el('div', { class: 'q-tiles' }, [
      tile(String(report.frames), texts.frames[language]),
      tile(String(total.objects), texts.objects[language]),
      tile(String(total.boxes), texts.boxes[language]),
      tile(percent(total.missed?.estimate), texts.missed[language]),
      tile(percent(total.extraRate?.estimate), texts.extra[language]),
      tile(meters(total.center?.p95), texts.centerP95[language]),
    ]),
    section(texts.profile({ name: profile.name })[language], [
      judgementTable(judgements, profile.confidence ?? CONFIDENCE, language),
      ...(isUnproven ? [note(texts.unprovenWhy[language])] : []),
    ]),
    ...categories.map((figures) =>
      categorySection(
        figures,
        { ...profile.limits, ...profile.byCategory?.[figures.category] },
        language,
      ),
    ),
    ...(sampled === null ? [] : [sampleSection(sampled, language)]),
    ...(lanes === null ? [] : [laneSection(lanes, language)]),
    ...(known === null ? [] : [knownSection(known, language)]),
    note(texts.method[language]),
  ])
}

function verdictWords(verdict: Verdict, language: Language): readonly Markup[] {
  return [el('span', { 'aria-hidden': 'true' }, [SIGNS[verdict]]), texts[verdict][language]]
}

function judgementTable(
  judgements: readonly Judgement[],
  confidence: number,
  language: Language,
): MarkupElement {
  return table(
    [
      ...[texts.measure[language], texts.of[language]],
      ...[figure(texts.value[language]), figure(texts.limit[language])],
      ...[texts.within({ share: percent(confidence) })[language], texts.verdict[language]],
    ],
    judgements.map(({ measure, category, value, limit, interval, verdict }) => {
      const say = wordsOf(measure)
      const bar =
        interval === null
          ? ''
          : intervalBar(interval, percentWithin(interval), {
              to: Math.max(3 * limit, interval.high),
              limit,
            })
      return [
        texts[measure][language],
        category ?? texts.all[language],
        figure(interval === null ? say(value) : percentWithin(interval)),
        figure(`${measure === 'lanes' ? '≥' : '≤'} ${say(limit)}`),
        bar,
        el('span', { class: `q-verdict q-${verdict}` }, verdictWords(verdict, language)),
      ]
    }),
  )
}

/** Broken limits that are named under the verdict; all of them stand in the table. */
const NAMED = 8

function brokenNotes(
  judgements: readonly Judgement[],
  language: Language,
): readonly MarkupElement[] {
  const broken = judgements.filter((one) => one.verdict === 'fail')
  if (broken.length === 0) return []
  const more = broken.length > NAMED ? ' · …' : ''
  const named = broken.slice(0, NAMED).map((one) => judgementText(one, language))
  return [el('p', {}, [texts.notMet({ what: `${named.join(' · ')}${more}` })[language]])]
}

/** A judgement that is no pass, in words: `missed (Car): 7.1 % > 5.0 %`. */
export function judgementText(
  { measure, category, value, limit }: Judgement,
  language: Language,
): string {
  const say = wordsOf(measure)
  const of = category === null ? '' : ` (${category})`
  return `${texts[measure][language]}${of}: ${say(value)} ${measure === 'lanes' ? '<' : '>'} ${say(limit)}`
}

/** What a measure of a profile is called. */
export function measureName(measure: Judgement['measure']): Message {
  return texts[measure]
}

/** What a verdict is called. */
export function verdictName(verdict: Verdict): Message {
  return texts[verdict]
}

/** How a measure's values are written: `0.24 m`, `2.4°`, `3.4 %`. */
function wordsOf(measure: Judgement['measure']): (value: number) => string {
  switch (measure) {
    case 'centerP95':
    case 'sizeP95':
      return meters
    case 'yawP95Deg':
      return degrees
    case 'idSwitches':
      return (value) => value.toFixed(1)
    default:
      return percent
  }
}

function categorySection(
  figures: CategoryFigures,
  limits: AcceptanceLimits,
  language: Language,
): MarkupElement {
  const { category, center, size, yawDeg, ranges, objects, boxes } = figures
  const charts = [
    { name: texts.center[language], spread: center, limit: limits.centerP95, label: meters },
    { name: texts.size[language], spread: size, limit: limits.sizeP95, label: meters },
    { name: texts.yaw[language], spread: yawDeg, limit: limits.yawP95Deg, label: degrees },
  ]
  const heading = `${category} · ${objects} ${texts.objects[language]}, ${boxes} ${texts.boxes[language]}`
  return section(heading, [
    el(
      'div',
      { class: 'q-charts' },
      charts.flatMap(({ name, spread, limit = null, label }) =>
        spread === null
          ? []
          : [el('div', {}, [el('h3', {}, [name]), histogram(spread, name, { limit, label })])],
      ),
    ),
    table(
      [
        texts.range[language],
        ...[texts.boxes, texts.missed, texts.extra, texts.center, texts.size, texts.yaw].map(
          (one) => figure(one[language]),
        ),
      ],
      ranges.map((band) => [
        rangeText(band),
        ...[figure(band.boxes), figure(percentWithin(band.missed))],
        figure(percentWithin(band.extraRate)),
        figure(`${meters(band.center?.median)} / ${meters(band.center?.p95)}`),
        figure(`${meters(band.size?.median)} / ${meters(band.size?.p95)}`),
        figure(`${degrees(band.yawDeg?.median)} / ${degrees(band.yawDeg?.p95)}`),
      ]),
    ),
    note(`${texts.median[language]} / ${texts.p95[language]}`),
  ])
}

function sampleSection(
  { rate, strata }: NonNullable<AcceptanceReport['sampled']>,
  language: Language,
): MarkupElement {
  return section(texts.sample[language], [
    table(
      [
        texts.stratum[language],
        ...[texts.population, texts.lookedAt, texts.wrong, texts.rate].map((one) =>
          figure(one[language]),
        ),
      ],
      [
        ...strata.map((one) => [
          one.stratum || texts.all[language],
          ...[figure(one.population), figure(one.sampled), figure(one.errors)],
          figure(percentWithin(one.rate)),
        ]),
        [texts.all[language], figure(''), figure(''), figure(''), figure(percentWithin(rate))],
      ],
    ),
  ])
}

function laneSection(
  { vertices, links, reach }: NonNullable<AcceptanceReport['lanes']>,
  language: Language,
): MarkupElement {
  const rows = [
    { name: texts.lanePoints, scores: vertices },
    { name: texts.laneLinks, scores: links },
    { name: texts.laneReach, scores: reach },
  ]
  return section(texts.lanes[language], [
    table(
      ['', figure(texts.recall[language]), figure(texts.precision[language]), figure('F1')],
      rows.map(({ name, scores }) => [
        name[language],
        ...[scores.recall, scores.precision, scores.f1].map((share) => figure(percent(share))),
      ]),
    ),
  ])
}

function knownSection(known: KnownFigures, language: Language): MarkupElement {
  const { planted, noticed, fixed, referenceFrames, wrong } = known
  return section(texts.known[language], [
    table(
      [
        ...[texts.planted, texts.noticed, texts.mended, texts.knownFrames, texts.wrongKnown].map(
          (head) => figure(head[language]),
        ),
      ],
      [
        [
          ...[figure(planted), figure(percentWithin(noticed)), figure(percentWithin(fixed))],
          ...[figure(referenceFrames), figure(percentWithin(wrong))],
        ],
      ],
    ),
    ...(planted === 0 ? [] : [note(texts.knownSays[language])]),
  ])
}
