import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BadInputError } from './badInputError.ts'
import { decodeText, linesOf, parseNumber } from './text.ts'

describe('text of a source', () => {
  it('loses its byte order mark', () => {
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), 'a.txt')).toBe('a')
  })

  it('is refused with the place of the first byte that is no UTF-8', () => {
    const bytes = new TextEncoder().encode('行人 good text')
    const bad = new Uint8Array([...bytes, 0xff, 0x61, 0x61])
    try {
      decodeText(bad, 'a.txt')
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(BadInputError)
      expect(error).toMatchObject({ file: 'a.txt', place: { en: `byte ${bytes.length}` } })
    }
  })

  it('keeps the numbers of its lines over blank ones and either line end', () => {
    expect(linesOf('a\r\n\r\n  b \nc')).toEqual([
      { number: 1, text: 'a' },
      { number: 3, text: 'b' },
      { number: 4, text: 'c' },
    ])
  })

  it('has numbers as C prints them and no others', () => {
    expect(['1', '-1.50', '7.07e+02', '.5', '1.'].map(parseNumber)).toEqual([1, -1.5, 707, 0.5, 1])
    for (const token of ['', 'nan', 'inf', '0x10', '1,5', '1e999', '1_000', '--1']) {
      expect(parseNumber(token), token).toBeNull()
    }
  })

  it('has a number in any text that is a sign, digits with a point among them and an exponent', () => {
    const token = fc.string({ unit: fc.constantFrom(...Array.from('0123456789+-.eEx _')) })
    fc.assert(
      fc.property(token, (text) => {
        const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)
        const value = Number(text)
        expect(parseNumber(text)).toBe(isNumber && Number.isFinite(value) ? value : null)
      }),
      { numRuns: 2000 },
    )
  })
})
