import { fromYaw, IDENTITY_POSE } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { POINT_STRIDE } from './sweep.ts'
import { timesOfPoints, turnTimesOf } from './turnTimes.ts'

/** A turn of a tenth of a second from straight behind, `count` points a ring, two rings. */
function turning(count: number) {
  const points = new Float32Array(2 * count * POINT_STRIDE)
  const timeOffset = new Float32Array(2 * count)
  for (let row = 0; row < 2 * count; row++) {
    const share = (Math.floor(row / 2) + 0.5) / count
    const azimuth = -Math.PI + 2 * Math.PI * share
    const range = row % 2 === 0 ? 12 : 40
    points.set([range * Math.cos(azimuth), range * Math.sin(azimuth), -1, 0.5], row * POINT_STRIDE)
    timeOffset[row] = 0.1 * share - 0.05
  }
  return { points, ring: null, timeOffset }
}

describe('turnTimesOf', () => {
  it('says nothing of a sweep without times', () => {
    expect(turnTimesOf({ ...turning(10), timeOffset: null })).toBeNull()
  })

  it('leaves out directions that nothing was seen in', () => {
    const times = turnTimesOf(turning(4))!
    expect(times.filter((time) => time !== null)).toEqual([-37_500, -12_500, 12_500, 37_500])
  })

  it('gives each point the time of its direction, wherever its sensor stands', () => {
    const sweep = turning(3600)
    const times = turnTimesOf(sweep)!
    const egoFromSensor = { translation: [1.2, -0.4, 1.7], rotation: fromYaw(0.8) } as const
    const [cos, sin] = [Math.cos(0.8), Math.sin(0.8)]
    const inEgo = sweep.points.map((value, at) => {
      const start = at - (at % POINT_STRIDE)
      const [x, y] = [sweep.points[start]!, sweep.points[start + 1]!]
      if (at % POINT_STRIDE === 0) return cos * x - sin * y + 1.2
      if (at % POINT_STRIDE === 1) return sin * x + cos * y - 0.4
      return value
    })
    const found = timesOfPoints(inEgo, { times, egoFromSensor })
    const worst = Math.max(...found.map((time, row) => Math.abs(time - sweep.timeOffset[row]!)))
    // Half a sector of a turn of a tenth of a second.
    expect(worst).toBeLessThan(0.0006)
  })

  it('takes what has no direction as seen at the frame’s time', () => {
    const times = turnTimesOf(turning(360))!
    const found = timesOfPoints(Float32Array.from([Number.NaN, 0, 0, 0]), {
      times,
      egoFromSensor: IDENTITY_POSE,
    })
    expect([...found]).toEqual([0])
  })
})
