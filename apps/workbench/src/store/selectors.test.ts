import type { Clip, Frame } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { testClip } from '../testing/testStore.ts'
import { hasSweep, nearestSweep } from './selectors.ts'

/** A clip of ten frames, those named with a sweep. */
function clipSeenAt(...seen: readonly number[]): Clip {
  const clip = testClip(10)
  const sweep = {} as Frame['sweeps'][number]
  const frames = clip.frames.map((frame, index) => ({
    ...frame,
    sweeps: seen.includes(index) ? [sweep] : [],
  }))
  return { ...clip, frames }
}

describe('frames without a sweep', () => {
  it('are told from those with one, and nothing is said while no clip is open', () => {
    const clip = clipSeenAt(2)
    expect(hasSweep({ clip, frame: 2 })).toBe(true)
    expect(hasSweep({ clip, frame: 3 })).toBe(false)
    expect(hasSweep({ clip: null, frame: 0 })).toBe(true)
  })

  it('lead to the nearest that has one, the earlier of two', () => {
    const clip = clipSeenAt(2, 8)
    expect([0, 4, 5, 6, 8, 9].map((frame) => nearestSweep({ clip, frame }))).toEqual([
      2, 2, 2, 8, 8, 8,
    ])
    expect(nearestSweep({ clip: clipSeenAt(), frame: 3 })).toBeNull()
    expect(nearestSweep({ clip: null, frame: 3 })).toBeNull()
  })
})
