import { cuboid, framesOf, track } from '@trueline/annotation/testing'
import { fromYaw } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { nearestPlace, pathOf } from './trajectory.ts'

const a = track('a')
const clip = { frames: framesOf(5) }
const size = { width: 500, height: 60 }

describe('the way of an object on the strip', () => {
  it('runs from left to right through the strip at one scale, in the world', () => {
    // Driving north in the world while the ego drives east by 1 m a frame.
    const boxes = [0, 1, 2, 3, 4].map((frame) =>
      cuboid(a.id, frame, { center: [-frame, frame * 10, 0], rotation: fromYaw(Math.PI / 2) }),
    )
    const path = pathOf(clip, boxes, size)
    expect(path.map(({ frame }) => frame)).toEqual([0, 1, 2, 3, 4])
    const steps = path.slice(1).map(({ x }, index) => x - path[index]!.x)
    for (const step of steps) expect(step).toBeCloseTo(steps[0]!)
    expect(path[0]!.x).toBeCloseTo(14)
    expect(path.at(-1)!.x).toBeCloseTo(486)
    for (const { y, heading } of path) {
      expect(y).toBeCloseTo(30)
      expect(heading[0]).toBeCloseTo(1)
    }
  })

  it('shows a turned heading, and what stands still in its middle without rejected boxes', () => {
    const boxes = [0, 1, 2].map((frame) =>
      cuboid(a.id, frame, {
        center: [10 - frame, 0, 0],
        rotation: fromYaw(frame === 1 ? Math.PI : 0),
        state: frame === 2 ? 'rejected' : 'proposed',
      }),
    )
    const path = pathOf(clip, boxes, size)
    expect(path).toHaveLength(2)
    expect(path[0]).toMatchObject({ x: 250, y: 30 })
    expect(path[0]!.heading[0]).toBeCloseTo(1)
    expect(path[1]!.heading[0]).toBeCloseTo(-1)
  })

  it('is taken hold of near a place only', () => {
    const path = pathOf(clip, [cuboid(a.id, 0), cuboid(a.id, 4, { center: [40, 0, 0] })], size)
    expect(nearestPlace(path, path[1]!.x - 9, path[1]!.y)?.frame).toBe(4)
    expect(nearestPlace(path, 250, 30)).toBeNull()
    expect(nearestPlace([], 0, 0)).toBeNull()
  })
})
