import type { Polyline } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { trafficSideOf } from './trafficSide.ts'

/** A way along x at some y, a place every other meter. */
function way(from: number, to: number, y: number): Polyline {
  const count = Math.round(Math.abs(to - from) / 2)
  return Array.from({ length: count + 1 }, (_, at) => [from + ((to - from) * at) / count, y, 0])
}

/** The same turned about the origin. */
function turned(path: Polyline, angle: number): Polyline {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return path.map(([x, y, z]) => [cos * x - sin * y, sin * x + cos * y, z] as const)
}

const EGO = way(0, 60, -1.75)
const ONCOMING = way(80, -20, 1.75)

describe('the side that traffic keeps to', () => {
  it.each([0, 1, 2, 3, 4])(
    'is told by who passes whom, whichever way the road leads (%i)',
    (angle) => {
      const paths = [EGO, ONCOMING].map((path) => turned(path, angle))
      const mirrored = paths.map((path) => path.map(([x, y, z]) => [x, -y, z] as const))
      expect(trafficSideOf(paths)).toBe('right')
      expect(trafficSideOf(mirrored)).toBe('left')
    },
  )

  it('is not told by who drives along, stands, or comes far away', () => {
    const parked: Polyline = Array.from({ length: 30 }, () => [20, 5, 0])
    expect(trafficSideOf([])).toBeNull()
    expect(trafficSideOf([EGO])).toBeNull()
    expect(trafficSideOf([EGO, way(0, 60, 1.75), parked, way(80, -20, 30)])).toBeNull()
  })

  it('is not told where some pass on either side, or hardly anybody', () => {
    const elsewhere = [way(0, 60, 100), way(80, -20, 96)]
    expect(trafficSideOf([EGO, ONCOMING, ...elsewhere])).toBeNull()
    expect(trafficSideOf([way(0, 4, -1.75), ONCOMING])).toBeNull()
  })
})
