import type { Message } from '@trueline/annotation'
import { FATES, type FateCounts } from '../economics/fate.ts'
import { shareBar } from './charts.ts'
import { el, type Markup, type MarkupElement } from './markup.ts'
import { pageTexts as texts } from './pageTexts.ts'

/** What a page is written in. */
export type Language = keyof Message

/** A cell: text, which stands left, or a figure, which stands right. */
export type Cell = Markup | { readonly figure: string }

/** A table, wider than the page where it must be. */
export function table(head: readonly Cell[], rows: readonly (readonly Cell[])[]): MarkupElement {
  const cellsOf = (tag: string, cells: readonly Cell[]): MarkupElement =>
    el(
      'tr',
      {},
      cells.map((cell) =>
        typeof cell === 'object' && 'figure' in cell
          ? el(tag, { class: 'q-number' }, [cell.figure])
          : el(tag, {}, [cell]),
      ),
    )
  return el('div', { class: 'q-scroll' }, [
    el('table', {}, [
      el('thead', {}, [cellsOf('th', head)]),
      el(
        'tbody',
        {},
        rows.map((row) => cellsOf('td', row)),
      ),
    ]),
  ])
}

/** A figure for a cell. */
export function figure(text: string | number): Cell {
  return { figure: String(text) }
}

/** A part of a page under its own heading. */
export function section(heading: string, children: readonly Markup[]): MarkupElement {
  return el('section', {}, [el('h2', {}, [heading]), ...children])
}

/** A paragraph that need not be read at first. */
export function note(text: string): MarkupElement {
  return el('p', { class: 'q-soft' }, [text])
}

/** A large figure with what it is, and between what it lies where that is told. */
export function tile(value: string, name: string, within = ''): MarkupElement {
  const more = within === '' ? [] : [el('span', { class: 'q-soft q-within' }, [within])]
  return el('div', { class: 'q-tile' }, [el('b', {}, [value]), name, ...more])
}

/** What the colors of fates mean. */
export function fateLegend(language: Language): MarkupElement {
  return el(
    'div',
    { class: 'q-legend' },
    FATES.map((fate) =>
      el('span', {}, [
        el('svg', { width: 12, height: 12, 'aria-hidden': 'true' }, [
          el('rect', { class: `q-${fate}`, width: 12, height: 12 }),
        ]),
        texts[fate][language],
      ]),
    ),
  )
}

/** A bar of what became of pre-labels. */
export function fateBar(counts: FateCounts, language: Language): MarkupElement {
  const parts = FATES.map((fate) => ({
    ...{ name: texts[fate][language], kind: fate, count: counts[fate] },
  }))
  const words = parts
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${name} ${count}`)
    .join(', ')
  return shareBar(parts, words)
}
