import { describe, expect, it } from 'vitest'
import { parseRange } from './range.ts'

describe('a Range header', () => {
  it.each<readonly [header: string | undefined, answer: ReturnType<typeof parseRange>]>([
    [undefined, 'all'],
    ['bytes=0-9', { first: 0, last: 9 }],
    ['bytes=90-', { first: 90, last: 99 }],
    ['bytes=90-500', { first: 90, last: 99 }],
    ['bytes=-10', { first: 90, last: 99 }],
    ['bytes=-500', { first: 0, last: 99 }],
    ['bytes=100-', null],
    ['bytes=-0', null],
    ['bytes=9-3', 'all'],
    ['bytes=-', 'all'],
    ['bytes=0-1,5-6', 'all'],
    ['lines=0-9', 'all'],
  ])('%s of 100 bytes is %o', (header, answer) => {
    expect(parseRange(header, 100)).toEqual(answer)
  })

  it('asks for nothing there of an empty file', () => {
    expect(parseRange('bytes=0-', 0)).toBeNull()
    expect(parseRange('bytes=-5', 0)).toBeNull()
  })
})
