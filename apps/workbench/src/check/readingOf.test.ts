import { expect, it } from 'vitest'
import { readingOf } from './readingOf.ts'

it('a reading has the unit of its check, once', () => {
  expect(readingOf({ check: 'C1', value: 7.824, threshold: 4.8 })).toEqual({
    value: '7.82',
    threshold: '4.80 m',
  })
  expect(readingOf({ check: 'B1', value: 0.124, threshold: 0.05 })).toEqual({
    value: '12',
    threshold: '5 %',
  })
  expect(readingOf({ check: 'E5', value: 0.31, threshold: 0.05 })?.value).toBe('IoU 0.31')
  expect(readingOf({ check: 'A3', value: 1, threshold: 0 })).toBeNull()
})
