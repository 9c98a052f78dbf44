import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameRangeError, formatFrameRange, parseFrameRange } from './frameRange.ts'

describe('frame ranges', () => {
  it('are read as frames, ascending, each once', () => {
    expect(parseFrameRange('8-10, 2-5,20,3', 21)).toEqual([2, 3, 4, 5, 8, 9, 10, 20])
    expect(parseFrameRange('1 – 2，4', 9)).toEqual([1, 2, 4])
    expect(parseFrameRange('', 9)).toEqual([])
  })

  it('are written the shortest way', () => {
    expect(formatFrameRange([20, 8, 9, 10, 2, 3, 4, 5, 2])).toBe('2-5,8-10,20')
    expect(formatFrameRange([])).toBe('')
  })

  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(200)), (frames) => {
        const sorted = frames.toSorted((a, b) => a - b)
        expect(parseFrameRange(formatFrameRange(frames), 201)).toEqual(sorted)
      }),
    )
  })

  it('that cannot be meant are refused with what was found', () => {
    for (const text of ['a', '1-', '-1', '1-2-3', '5-2', '9', '0-99999999999', '1.5']) {
      expect(() => parseFrameRange(text, 9), text).toThrow(FrameRangeError)
    }
    expect(() => parseFrameRange('2,x y', 9)).toThrow('"x y"')
  })
})
