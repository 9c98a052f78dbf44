import { describe, expect, it } from 'vitest'
import { numbersIn } from './paletteQuery.ts'

describe('a number typed into the palette', () => {
  it.each(['12', ' 12 '])('alone may be a frame or a track: “%s”', (text) => {
    expect(numbersIn(text)).toEqual({ frame: 12, track: 12 })
  })

  it.each(['f12', 'frame 12', 'Frame 12', '帧 12', '第12帧', '12帧'])(
    'is a frame: “%s”',
    (text) => {
      expect(numbersIn(text)).toEqual({ frame: 12, track: null })
    },
  )

  it.each(['#12', 't 12', 'track 12', '轨迹12', '目标 12'])('is a track: “%s”', (text) => {
    expect(numbersIn(text)).toEqual({ frame: null, track: 12 })
  })

  it.each(['', 'fit', '1x', '-3', 'frame', '10 frames'])('is not in “%s”', (text) => {
    expect(numbersIn(text)).toEqual({ frame: null, track: null })
  })
})
