import {
  type Annotations,
  isShown,
  lanesOf,
  type Message,
  mapElementsOf,
} from '@trueline/annotation'
import type { Finding, RoadReport } from '@trueline/consistency'
import type { Polyline } from '@trueline/geometry'
import {
  el,
  figure,
  type Language,
  type MarkupElement,
  note,
  section,
  table,
  tile,
} from '@trueline/quality'
import { roadTexts as texts } from './roadTexts.ts'

/** Findings of one check that are listed; how many more there are is said. */
const LISTED = 50

/** What a page of a road is made of. */
export type RoadPageParts = {
  readonly name: string
  readonly report: RoadReport
  readonly annotations: Annotations
}

/** The validation of a road as a page: what there is, what each check found, and where. */
export function roadPage(
  { name, report, annotations }: RoadPageParts,
  language: Language,
): MarkupElement {
  const { lanes, elements, links, checks, findings, waived, isSound } = report
  const say = (key: keyof typeof texts): string => wordsOf(key, language)
  const share = (count: number): string =>
    lanes.count === 0 ? '–' : `${Math.round((100 * count) / lanes.count)} %`
  return el('article', { class: 'q-page', lang: language }, [
    el('h1', {}, [say('title')]),
    note(name),
    el('div', { class: `q-banner q-verdict q-${isSound ? 'pass' : 'fail'}` }, [
      el('span', { 'aria-hidden': 'true' }, [isSound ? '✓' : '✕']),
      say(isSound ? 'sound' : 'unsound'),
    ]),
    el('div', { class: 'q-tiles' }, [
      tile(String(lanes.count), say('lanes')),
      tile((lanes.meters / 1000).toFixed(2), say('kilometers')),
      tile(share(lanes.linked), say('linked')),
      tile(share(lanes.bounded), say('bounded')),
      tile(String(findings.length), say('findings')),
      tile(String(waived), say('waived')),
    ]),
    planView(annotations, findings, say('seen')),
    section(say('checks'), [
      table(
        [say('check'), '', say('level'), say('count'), say('perKilometer')],
        checks.map(({ check, level, isBlocking, count, perKilometer }) => [
          ...[check, wordsOf(check, language)],
          isBlocking ? `${say(level)}, ${say('blocking')}` : say(level),
          count === null ? say('off') : figure(count),
          figure(perKilometer === null ? '–' : perKilometer.toFixed(2)),
        ]),
      ),
    ]),
    ...checks.flatMap(({ check }) => {
      const of = findings.filter((one) => one.check === check)
      return of.length === 0 ? [] : [findingSection(of, language)]
    }),
    section(say('contents'), [
      table(
        [say('kind'), say('count'), say('meters')],
        [...lanes.byKind, ...elements].map(({ kind, count, meters }) => [
          ...[kind, figure(count)],
          figure(meters === 0 ? '–' : meters.toFixed(0)),
        ]),
      ),
      table(
        [say('links'), say('count')],
        Object.entries(links).map(([kind, count]) => [kind, figure(count)]),
      ),
    ]),
  ])
}

function findingSection(findings: readonly Finding[], language: Language): MarkupElement {
  const { check } = findings[0]!
  const rows = findings
    .slice(0, LISTED)
    .map(({ level, message, fixed = [], spot }) => [
      ...[wordsOf(level, language), message[language], fixed.join(', ')],
      figure(spot === undefined ? '–' : spot.map((value) => value.toFixed(1)).join(', ')),
    ])
  const more = findings.length - rows.length
  const heads = (['level', 'what', 'of', 'place'] as const).map((key) => wordsOf(key, language))
  return section(`${check} ${wordsOf(check, language)} (${findings.length})`, [
    table(heads, rows),
    ...(more > 0 ? [note(texts.more({ count: more })[language])] : []),
  ])
}

function wordsOf(key: string, language: Language): string {
  const said: unknown = texts[key as keyof typeof texts]
  return typeof said === 'object' ? (said as Message)[language] : key
}

/** Wide enough for a printed page. In pixels. */
const WIDE = 900

/** The road from above, with a mark where each finding shows; nothing of an empty one. */
function planView(
  annotations: Annotations,
  findings: readonly Finding[],
  title: string,
): MarkupElement {
  const lanes = lanesOf(annotations)
    .filter(isShown)
    .map(({ centerLine }) => centerLine)
  const others = mapElementsOf(annotations)
    .filter(isShown)
    .flatMap(({ shape }): Polyline[] => {
      if (shape.kind === 'box') return []
      return [
        shape.kind === 'ring' ? [...shape.points, ...shape.points.slice(0, 1)] : [...shape.points],
      ]
    })
  const sound = [...lanes, ...others].filter((line) =>
    line.every((point) => point.every(Number.isFinite)),
  )
  const xs = sound.flatMap((line) => line.map(([x]) => x))
  const ys = sound.flatMap((line) => line.map(([, y]) => y))
  if (xs.length === 0) return note('–')
  const [left, right] = [least(xs), -least(xs.map((x) => -x))]
  const [bottom, top] = [least(ys), -least(ys.map((y) => -y))]
  const scale = WIDE / Math.max(1, right - left, top - bottom)
  const px = (x: number, y: number): string =>
    `${((x - left) * scale).toFixed(1)} ${((top - y) * scale).toFixed(1)}`
  const path = (lines: readonly Polyline[]): string =>
    lines
      .filter((line) => sound.includes(line))
      .map((line) => `M${line.map(([x, y]) => px(x, y)).join('L')}`)
      .join('')
  const spots = findings.flatMap(({ spot }) => (spot === undefined ? [] : [spot]))
  const [width, height] = [(right - left) * scale, (top - bottom) * scale]
  return el(
    'svg',
    {
      ...{ viewBox: `-8 -8 ${(width + 16).toFixed(0)} ${(height + 16).toFixed(0)}`, role: 'img' },
      ...{ 'aria-label': title, width: '100%' },
    },
    [
      el('title', {}, [title]),
      el('path', { d: path(others), fill: 'none', stroke: 'currentColor', opacity: 0.3 }),
      el('path', { d: path(lanes), fill: 'none', stroke: '#0072b2', 'stroke-width': 1.5 }),
      ...spots.map(([x, y]) => {
        const [cx = '0', cy = '0'] = px(x, y).split(' ')
        return el('circle', { cx, cy, r: 5, fill: 'none', stroke: '#d55e00', 'stroke-width': 2 })
      }),
    ],
  )
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
}
