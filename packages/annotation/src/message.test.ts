import { describe, expect, test } from 'vitest'
import { catalogue, joined, verbatim } from './message.ts'

const texts = catalogue({
  empty: { en: 'an empty file', zh: '空文件' },
  columns: { en: '{count} columns in {where}', zh: '{where}中有 {count} 列' },
})

describe('catalogue', () => {
  test('a text without slots is a message as it is', () => {
    expect(texts.empty).toEqual({ en: 'an empty file', zh: '空文件' })
  })

  test('slots are filled in the order of each language', () => {
    const where = { en: 'the first row', zh: '首行' }
    expect(texts.columns({ count: 7, where })).toEqual({
      en: '7 columns in the first row',
      zh: '首行中有 7 列',
    })
  })

  test('what fills a slot is not read as a slot', () => {
    expect(texts.columns({ count: 1, where: '{count}' }).en).toBe('1 columns in {count}')
  })

  test('a slot that is not filled, or that one language alone has, is an error of types', () => {
    // @ts-expect-error: `where` is missing.
    expect(texts.columns({ count: 7 }).en).toBe('7 columns in ')
    catalogue({
      // @ts-expect-error: the translation has another slot.
      rows: { en: '{count} rows', zh: '{rows} 行' },
    })
    // @ts-expect-error: a text with slots is no message.
    expect(joined([texts.columns]).en).toBe('')
  })
})

test('verbatim text reads the same in both languages, joined text its own way', () => {
  expect(joined([verbatim('a'), texts.empty], { en: ', ', zh: '、' })).toEqual({
    en: 'a, an empty file',
    zh: 'a、空文件',
  })
})
