import { describe, expect, it } from 'vitest'
import { HEADING_OFFSET_PX, handleAt } from './handleAt.ts'

const half = [40, 80] as const

describe('the handle under the pointer', () => {
  it('is a face near its edge, from inside and from outside', () => {
    expect(handleAt('top', [38, 0], half)).toEqual({ kind: 'faces', faces: ['right'] })
    expect(handleAt('top', [45, 0], half)).toEqual({ kind: 'faces', faces: ['right'] })
    expect(handleAt('side', [0, -82], half)).toEqual({ kind: 'faces', faces: ['bottom'] })
  })

  it('is both faces at a corner', () => {
    expect(handleAt('rear', [-41, 79], half)).toEqual({ kind: 'faces', faces: ['left', 'top'] })
  })

  it('is the inside further in, and nothing further out', () => {
    expect(handleAt('top', [0, 0], half)).toEqual({ kind: 'inside' })
    expect(handleAt('top', [60, 0], half)).toBeNull()
  })

  it('is the heading before the front edge, from above alone', () => {
    const before = [0, half[1] + HEADING_OFFSET_PX] as const
    expect(handleAt('top', before, half)).toEqual({ kind: 'heading' })
    expect(handleAt('side', before, half)).toBeNull()
  })

  it('leaves a box of a few pixels an inside to be moved by', () => {
    expect(handleAt('rear', [0, 0], [3, 3])).toEqual({ kind: 'inside' })
    expect(handleAt('rear', [3, 0], [3, 3])).toEqual({ kind: 'faces', faces: ['right'] })
  })
})
