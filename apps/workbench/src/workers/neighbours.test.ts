import { describe, expect, it } from 'vitest'
import { neighbours } from './neighbours.ts'

const still = { count: 100, isPlaying: false }

describe('the frames to have at hand', () => {
  it('are the next ones on the way it goes, nearest first, then the one left', () => {
    expect(neighbours({ ...still, frame: 50, step: 1 })).toEqual([51, 52, 49])
    expect(neighbours({ ...still, frame: 50, step: -7 })).toEqual([49, 48, 51])
    expect(neighbours({ ...still, frame: 50, step: 0 })).toEqual([51, 52, 49])
  })

  it('reach further while the clip plays', () => {
    expect(neighbours({ frame: 50, step: 1, count: 100, isPlaying: true })).toEqual([
      51, 52, 53, 54, 49,
    ])
  })

  it('are frames of the clip', () => {
    expect(neighbours({ ...still, frame: 0, step: -1 })).toEqual([1])
    expect(neighbours({ ...still, frame: 99, step: 1 })).toEqual([98])
    expect(neighbours({ frame: 0, step: 1, count: 1, isPlaying: true })).toEqual([])
  })
})
