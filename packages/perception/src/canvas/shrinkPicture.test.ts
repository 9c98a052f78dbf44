import { describe, expect, it } from 'vitest'
import { type Pixels, shrinkPicture } from './shrinkPicture.ts'

/** A picture of one number a pixel: red as told, green its half, blue none. */
function pictureOf(widthPx: number, reds: readonly number[]): Pixels {
  const pixels = new Uint8ClampedArray(reds.flatMap((red) => [red, red / 2, 0, 255]))
  return { pixels, widthPx, heightPx: reds.length / widthPx }
}

const redsOf = ({ pixels }: Pixels): readonly number[] =>
  Array.from({ length: pixels.length / 4 }, (_, index) => pixels[4 * index]!)

describe('shrinkPicture', () => {
  it('takes the mean of what a pixel covers, and parts of those it covers in part', () => {
    const halved = shrinkPicture(pictureOf(4, [0, 40, 80, 100, 20, 60, 120, 140]), 2)
    expect([halved.widthPx, halved.heightPx]).toEqual([2, 1])
    expect([...halved.pixels]).toEqual([30, 15, 0, 255, 110, 55, 0, 255])
    // Two of three: each covers one and a half.
    const parts = shrinkPicture(pictureOf(3, [0, 60, 240, 0, 60, 240, 0, 60, 240]), 2)
    expect([parts.widthPx, parts.heightPx]).toEqual([2, 2])
    expect(redsOf(parts)).toEqual([20, 180, 20, 180])
  })

  it('leaves the whole as bright as it was', () => {
    const reds = Array.from({ length: 70 * 30 }, (_, index) => (index * 7919) % 251)
    const mean = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0) / all.length
    expect(mean(redsOf(shrinkPicture(pictureOf(70, reds), 21)))).toBeCloseTo(mean(reds), 0)
  })

  it('does not touch what is small enough', () => {
    const small = pictureOf(2, [1, 2, 3, 4])
    expect(shrinkPicture(small, 2)).toBe(small)
  })
})
