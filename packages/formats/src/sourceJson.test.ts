import type { Json } from '@trueline/annotation'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberAt } from './jsonAt.ts'
import { indentOf, numberText, parseJsonText, printSourceJson } from './sourceJson.ts'

describe('JSON of a source', () => {
  it('comes out equal, whatever it holds', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(printSourceJson(parseJsonText(text, 'f')))).toEqual(JSON.parse(text))
      }),
    )
  })

  it('keeps numbers no double can hold, digit by digit', () => {
    const number = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n })
    fc.assert(
      fc.property(fc.array(number), (numbers) => {
        const text = `[${numbers.join(',')}]`
        expect(printSourceJson(parseJsonText(text, 'f'))).toBe(text)
      }),
    )
    const odd = '{"a":[NaN,-Infinity,1e999,0.12345678901234567890],"b":"NaN 12345678901234567890"}'
    const value = parseJsonText(odd, 'f')
    expect(printSourceJson(value)).toBe(odd)
    expect(printSourceJson(value, '  ')).toContain('\n    NaN,\n')
  })

  it('keeps what a double would change, and nothing else, whatever strings stand between', () => {
    const digits = (most: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`))
    const whole = digits(24).map((text) => text.replace(/^0+(?=.)/, ''))
    // Numbers below one have zeros behind the point that are no digits of theirs.
    const fraction = fc
      .tuple(fc.constantFrom('', '0', '000', '000000'), digits(24))
      .map((parts) => parts.join(''))
    const exponent = fc.constantFrom('', 'e5', 'E+12', 'e-7', 'e400', 'E+1000', 'e-400')
    const lexeme = fc
      .tuple(fc.constantFrom('', '-'), whole, fc.option(fraction, { nil: null }), exponent)
      .map(
        ([sign, left, right, power]) => sign + left + (right === null ? '' : `.${right}`) + power,
      )
    const string = fc
      .array(fc.oneof(lexeme, fc.constantFrom('"', '\\', '\\"', 'NaN', ' ', '[', ',')))
      .map((parts) => parts.join(''))
    const items = fc.array(fc.oneof(lexeme.map(Symbol), string), { maxLength: 12 })
    fc.assert(
      fc.property(items, (list) => {
        const written = list.map((one) =>
          typeof one === 'symbol' ? one.description! : JSON.stringify(one),
        )
        const read = parseJsonText(`[${written.join(', ')}]`, 'f') as readonly Json[]
        for (const [index, one] of list.entries()) {
          if (typeof one === 'string') expect(read[index]).toBe(one)
          else {
            const text = numberText(read[index])!
            const sought = one.description!
            const isWhole = /^-?\d+$/.test(sought)
            const value = Number(sought)
            const significant = sought.replace(/e.*$/i, '').replace(/[-.]/g, '')
            const count = significant.replace(/^0+/, '').replace(/0+$/, '').length
            const isChanged = isWhole ? !Number.isSafeInteger(value) : count > 17
            if (isChanged || !Number.isFinite(value)) expect(text).toBe(sought)
            else expect(read[index]).toBe(value)
          }
        }
      }),
    )
  })

  it('reads a kept number as the nearest double, and refuses one that is not finite', () => {
    const [big, nan] = parseJsonText('[9007199254740993, NaN]', 'f') as readonly Json[]
    expect(numberAt(big, { file: 'f', pointer: '/0' })).toBe(2 ** 53)
    expect(() => numberAt(nan, { file: 'f', pointer: '/1' })).toThrow('f, /1: found NaN')
  })

  it('is refused by file where it is none', () => {
    expect(() => parseJsonText('{"a":}', 'x.json')).toThrow(/^x\.json.*expected JSON$/)
  })

  it('is refused where it nests without end, and read where it nests deep', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels)
    expect(() => parseJsonText(nested(100_000), 'deep.json')).toThrow('deep.json')
    expect(parseJsonText(nested(200), 'deep.json')).toHaveLength(1)
    expect(() => parseJsonText(nested(201), 'deep.json')).toThrow('levels of nesting')
  })

  it('tells its indent', () => {
    expect(indentOf('{\n  "a": 1\n}')).toBe('  ')
    expect(indentOf('[\n\t{}]')).toBe('\t')
    expect(indentOf('{"a": 1}')).toBe('')
  })
})
