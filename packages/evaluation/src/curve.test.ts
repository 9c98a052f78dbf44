import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { averagePrecision, curveOf, operatingPoint } from './curve.ts'

const verdicts = fc.array(
  fc.record({ surety: fc.integer({ min: 0, max: 5 }), isFind: fc.boolean() }),
  { maxLength: 20 },
)

describe('averagePrecision', () => {
  it('is the area under the best precisions still to come', () => {
    // Surest first: find, mistake, find; of two objects.
    const curve = curveOf(
      [
        { surety: 3, isFind: true },
        { surety: 2, isFind: false },
        { surety: 1, isFind: true },
      ],
      2,
    )
    expect(averagePrecision(curve)).toBeCloseTo(0.5 * 1 + 0.5 * (2 / 3), 12)
  })

  it('is 1 where all are found and none is wrong, and never more than the recall', () => {
    expect(averagePrecision(curveOf([{ surety: 0, isFind: true }], 1))).toBe(1)
    fc.assert(
      fc.property(verdicts, fc.nat(5), (list, missed) => {
        const objects = list.filter(({ isFind }) => isFind).length + missed
        const curve = curveOf(list, objects)
        expect(averagePrecision(curve)).toBeLessThanOrEqual((curve.at(-1)?.recall ?? 0) + 1e-12)
      }),
    )
  })

  it('does not depend on the order of equally sure predictions', () => {
    const one = [
      { surety: 1, isFind: true },
      { surety: 1, isFind: false },
    ]
    expect(curveOf(one, 1)).toEqual(curveOf(one.toReversed(), 1))
  })
})

describe('operatingPoint', () => {
  it('takes the most recall that so many mistakes allow', () => {
    const curve = curveOf(
      [
        { surety: 3, isFind: true },
        { surety: 2, isFind: false },
        { surety: 1, isFind: true },
        { surety: 0, isFind: false },
      ],
      4,
    )
    expect(operatingPoint(curve, 1)).toMatchObject({ recall: 0.5, surety: 1 })
    expect(operatingPoint(curve, 0)).toMatchObject({ recall: 0.25, surety: 3 })
  })

  it('is none where the surest is wrong already', () => {
    expect(operatingPoint(curveOf([{ surety: 1, isFind: false }], 1), 0)).toBeNull()
  })
})
