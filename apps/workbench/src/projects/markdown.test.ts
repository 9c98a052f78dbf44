import { describe, expect, it } from 'vitest'
import { blocksOf, type Span } from './markdown.ts'

const plain = (text: string): Span => ({ text, look: 'plain', href: null })

describe('guidelines in Markdown', () => {
  it('are headings, paragraphs, lists and code', () => {
    const text =
      '# Cars\nA box\nholds **all** of it.\n\n- `mirror`\n- *no* antenna\n\n1. one\n```\n<b>\n```'
    expect(blocksOf(text)).toEqual([
      { kind: 'heading', level: 1, spans: [plain('Cars')] },
      {
        kind: 'paragraph',
        spans: [
          plain('A box holds '),
          { text: 'all', look: 'strong', href: null },
          plain(' of it.'),
        ],
      },
      {
        kind: 'list',
        isOrdered: false,
        items: [
          [{ text: 'mirror', look: 'code', href: null }],
          [{ text: 'no', look: 'emphasis', href: null }, plain(' antenna')],
        ],
      },
      { kind: 'list', isOrdered: true, items: [[plain('one')]] },
      { kind: 'code', text: '<b>' },
    ])
  })

  it('never become markup, and lead to nothing but web pages', () => {
    const text = '<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](https://b.example/x)'
    expect(blocksOf(text)).toEqual([
      {
        kind: 'paragraph',
        spans: [
          plain('<img src=x onerror=alert(1)> [a](javascript:alert(1)) '),
          { text: 'b', look: 'plain', href: 'https://b.example/x' },
        ],
      },
    ])
  })
})
