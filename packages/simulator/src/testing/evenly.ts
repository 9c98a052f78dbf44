import fc, { type Arbitrary } from 'fast-check'

/** Numbers spread evenly over a range: `fc.double` draws nearly all of its values next to zero. */
export function evenly(min: number, max: number, step: number): Arbitrary<number> {
  return fc.integer({ min: 0, max: Math.round((max - min) / step) }).map((n) => min + n * step)
}
