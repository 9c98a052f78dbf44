import type { Distribution } from '../compare/distribution.ts'
import type { Interval } from '../intervals/interval.ts'
import { el, type Markup, type MarkupElement } from './markup.ts'

const WIDTH = 300
const HEIGHT = 120
const BASE = HEIGHT - 22

/** A histogram, with a mark at a limit where there is one, and at what 95 % lie below. */
export function histogram(
  { bins, binsTo, p95 }: Distribution,
  title: string,
  { limit, label }: { readonly limit: number | null; readonly label: (value: number) => string },
): MarkupElement {
  const most = bins.reduce((a, b) => Math.max(a, b), 1)
  const slot = WIDTH / bins.length
  const xOf = (value: number): number => Math.min(1, value / binsTo) * WIDTH
  return picture({ width: WIDTH, height: HEIGHT, title }, [
    ...bins.map((count, index) => {
      const height = (count / most) * (BASE - 16)
      const isOver = limit !== null && ((index + 0.5) / bins.length) * binsTo > limit
      return el('rect', {
        ...{ class: isOver ? 'q-bar q-over' : 'q-bar', x: px(index * slot + 0.5) },
        ...{ y: px(BASE - height), width: px(slot - 1), height: px(height) },
      })
    }),
    el('path', { class: 'q-axis', d: `M0 ${BASE}H${WIDTH}` }),
    mark(xOf(p95), 'q-mark', `95 %: ${label(p95)}`),
    ...(limit === null || limit > binsTo
      ? []
      : [el('path', { class: 'q-limit', d: `M${px(xOf(limit))} 12V${BASE}` })]),
    ...[0, 0.5, 1].map((share) => {
      const end = share === 1 ? '+' : ''
      const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle'
      return text(share * WIDTH, BASE + 15, { anchor, words: `${label(share * binsTo)}${end}` })
    }),
  ])
}

/** A figure between what it may lie, on a line, with its limit. */
export function intervalBar(
  { estimate, low, high }: Interval,
  title: string,
  { to, limit }: { readonly to: number; readonly limit: number | null },
): MarkupElement {
  const [width, height, middle] = [160, 16, 8]
  const xOf = (value: number): number => Math.max(0, Math.min(1, value / to)) * (width - 8) + 4
  return picture({ width, height, title }, [
    el('path', { class: 'q-axis', d: `M4 ${middle}H${width - 4}` }),
    el('path', { class: 'q-whisker', d: `M${px(xOf(low))} ${middle}H${px(xOf(high))}` }),
    ...(limit === null ? [] : [el('path', { class: 'q-limit', d: `M${px(xOf(limit))} 1V15` })]),
    el('circle', { class: 'q-dot', cx: px(xOf(estimate)), cy: middle, r: 4 }),
  ])
}

/** Parts of a whole, one beside the other; each named in its own title. */
export function shareBar(
  parts: readonly { readonly name: string; readonly kind: string; readonly count: number }[],
  title: string,
): MarkupElement {
  const [width, height] = [320, 18]
  const total = parts.reduce((sum, { count }) => sum + count, 0)
  let x = 0
  const bars = parts.flatMap(({ name, kind, count }): readonly Markup[] => {
    if (count === 0) return []
    const part = (count / total) * width
    const left = x
    x += part
    const share = `${((100 * count) / total).toFixed(0)} %`
    return [
      el(
        'rect',
        { class: `q-${kind}`, x: px(left), y: 0, width: px(Math.max(0.5, part - 1)), height },
        [el('title', {}, [`${name}: ${count} (${share})`])],
      ),
      ...(part > 34
        ? [text(left + part / 2, 13, { anchor: 'middle', words: share, kind: 'q-inbar' })]
        : []),
    ]
  })
  return picture({ width, height, title }, bars)
}

/** A line with the band that it lies in, and a mark at its best place. */
export function bandCurve(
  points: readonly (Interval & { readonly at: number })[],
  title: string,
  {
    best,
    x,
    y,
  }: {
    readonly best: number
    readonly x: (at: number) => string
    readonly y: (value: number) => string
  },
): MarkupElement {
  const [width, height, left, base] = [560, 220, 70, 190]
  const [first, last] = [points[0]!.at, points.at(-1)!.at]
  const lows = points.map(({ low }) => low)
  const highs = points.map(({ high }) => high)
  const bottom = Math.min(0, ...lows)
  const top = Math.max(1e-9, ...highs)
  const xOf = (at: number): number =>
    left + ((at - first) / Math.max(1e-12, last - first)) * (width - left - 14)
  const yOf = (value: number): number => base - ((value - bottom) / (top - bottom)) * (base - 20)
  const line = (values: readonly (readonly [number, number])[]): string =>
    values.map(([at, value]) => `${px(xOf(at))} ${px(yOf(value))}`).join('L')
  const up = points.map(({ at, high }) => [at, high] as const)
  const back = points.map(({ at, low }) => [at, low] as const).toReversed()
  return picture({ width, height, title }, [
    el('path', { class: 'q-band', d: `M${line([...up, ...back])}Z` }),
    el('path', { class: 'q-axis', d: `M${left} ${px(yOf(0))}H${width - 14}` }),
    el('path', {
      class: 'q-line',
      d: `M${line(points.map(({ at, estimate }) => [at, estimate]))}`,
    }),
    el('path', { class: 'q-limit', d: `M${px(xOf(best))} 12V${base}` }),
    text(xOf(best), 10, { anchor: 'middle', words: x(best) }),
    // The lowest would stand on the zero where it is hardly below it.
    ...[...new Set([yOf(bottom) - yOf(0) < 14 ? 0 : bottom, 0, top])].map((value) =>
      text(left - 6, yOf(value) + 4, { anchor: 'end', words: y(value) }),
    ),
    ...[first, (first + last) / 2, last].map((at) =>
      text(xOf(at), base + 18, { anchor: at === last ? 'end' : 'middle', words: x(at) }),
    ),
  ])
}

function picture(
  {
    width,
    height,
    title,
  }: { readonly width: number; readonly height: number; readonly title: string },
  children: readonly Markup[],
): MarkupElement {
  const attributes = {
    class: 'q-chart',
    role: 'img',
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
  }
  return el('svg', { ...attributes, xmlns: 'http://www.w3.org/2000/svg' }, [
    el('title', {}, [title]),
    ...children,
  ])
}

function mark(x: number, kind: string, words: string): MarkupElement {
  const anchor = x > WIDTH - 60 ? 'end' : x < 60 ? 'start' : 'middle'
  return el('g', {}, [
    el('path', { class: kind, d: `M${px(x)} 14V${BASE}` }),
    text(x, 10, { anchor, words }),
  ])
}

function text(
  x: number,
  y: number,
  said: { readonly anchor: string; readonly words: string; readonly kind?: string },
): MarkupElement {
  const kind = said.kind ?? 'q-tick'
  return el('text', { class: kind, x: px(x), y: px(y), 'text-anchor': said.anchor }, [said.words])
}

function px(value: number): string {
  return value.toFixed(1)
}
