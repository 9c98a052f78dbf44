import { describe, expect, it } from 'vitest'
import { judged } from '../testing/trackJudge.ts'
import { NO_TROUBLE, parked, type RoadUser, seenStreet } from '../testing/traffic.ts'
import { trackClip } from './trackClip.ts'
import { TRACKING_DEFAULTS } from './trackingOptions.ts'

const car = (at: (time: number) => number): RoadUser => ({
  name: 'car',
  category: 'car',
  extent: [4.4, 1.8, 1.5],
  at: (time) => ({ x: at(time), y: 6, heading: 0 }),
})

/** Parked cars on the other side: one car alone could as well stand still while odometry drifts. */
const OTHERS = [parked('one', 15, -5), parked('two', 25, -5), parked('three', 35, -5)]

function isStatic(at: (time: number) => number): boolean | null | undefined {
  const street = seenStreet([...OTHERS, car(at)], 60, NO_TROUBLE)
  const tracks = trackClip(street.frames, TRACKING_DEFAULTS)
  const [id] = judged(street, tracks).get('car')!.finders
  return tracks.find((track) => track.id === id)?.isStatic
}

describe('isStill', () => {
  it('takes for still what does not move but for noise', () => {
    expect(isStatic(() => 25)).toBe(true)
  })

  it('takes for moving what creeps', () => {
    expect(isStatic((time) => 20 + 0.5 * time)).toBe(false)
  })

  it('takes for moving what stands and then drives off', () => {
    expect(isStatic((time) => 20 + Math.max(0, time - 4.5) ** 2 * 2)).toBe(false)
  })

  it('takes for moving what stops and comes back to where it was', () => {
    expect(isStatic((time) => 20 + 4 * Math.sin((Math.PI * time) / 3))).toBe(false)
  })
})
