import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { frameAfter } from './playback.ts'

describe('playing', () => {
  it('goes on to the next frame and ends at the last', () => {
    expect(frameAfter(0, [], 3)).toBe(1)
    expect(frameAfter(2, [], 3)).toBeNull()
    expect(frameAfter(0, [], 0)).toBeNull()
  })

  it('stays within chosen frames, again and again, from wherever it begins', () => {
    expect(frameAfter(0, [4, 5, 9], 20)).toBe(4)
    expect(frameAfter(5, [4, 5, 9], 20)).toBe(9)
    expect(frameAfter(9, [4, 5, 9], 20)).toBe(4)
    expect(frameAfter(15, [4, 5, 9], 20)).toBe(4)
  })

  it('plays on past a single chosen frame', () => {
    expect(frameAfter(4, [4], 20)).toBe(5)
  })

  it('shows every frame once from the first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (count) => {
        const shown: number[] = []
        for (let frame: number | null = 0; frame !== null; frame = frameAfter(frame, [], count)) {
          shown.push(frame)
        }
        expect(shown).toEqual(Array.from({ length: count }, (_, frame) => frame))
      }),
    )
  })
})
