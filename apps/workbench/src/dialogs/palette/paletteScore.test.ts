import { describe, expect, it } from 'vitest'
import { paletteScore } from './paletteScore.ts'

describe('paletteScore', () => {
  it('finds an item by its words in either language', () => {
    const flip = ['box.flip', ['Turn around (180°)', '翻转 180°']] as const
    for (const typed of ['turn', 'around', 'flip', '翻转', '转']) {
      expect(paletteScore(flip[0], typed, flip[1])).toBeGreaterThan(0)
    }
  })

  it('hides an item that only has the letters scattered over its name', () => {
    const down = ['box.moveDownCoarse', ['Move down, × 10', '下移，× 10']] as const
    expect(paletteScore(down[0], 'Van', down[1])).toBe(0)
    expect(paletteScore(down[0], 'Car', down[1])).toBe(0)
    expect(paletteScore('category-Van', 'Van', ['Van', '厢式车'])).toBeGreaterThan(0.5)
  })
})
