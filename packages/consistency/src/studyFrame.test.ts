import { annotationsOf, cuboidId, trackId } from '@trueline/annotation'
import { fromYaw } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { studiesOf, studyFrame } from './studyFrame.ts'
import { framesWith, recordsOf, STEP } from './testing/clips.ts'

const FRAMES = framesWith(40)
const A = trackId('a')

/** A level ground 40 m around, 1.7 m down, and a few points on something at 10 m. */
function points(): Float32Array {
  const rows: number[] = []
  for (let x = -20; x <= 20; x += 0.25) {
    for (let y = -20; y <= 20; y += 0.25) rows.push(x, y, -1.7, 0)
  }
  for (const z of [-1, -0.8, -0.6]) rows.push(10, 3, z, 0)
  return Float32Array.from(rows)
}

describe('the places that points are asked about', () => {
  const at = (frame: number) => ({ x: 10 * STEP * frame, y: 5, yaw: 0 })

  it('are all boxes and the short gaps between, where a box would be', () => {
    const frames = [0, 1, 2, 5, 6, 30]
    const studies = studiesOf(annotationsOf(recordsOf(FRAMES, [{ name: 'a', frames, at }])), FRAMES)
    expect([...studies.keys()].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 30, 31, 32])
    const [missing] = studies.get(4)!
    expect(missing?.id).toBe(cuboidId(A, 4))
    // In ego space: the ego has driven 3.2 m.
    expect(missing?.cuboid.center[0]).toBeCloseTo(4 - 3.2, 6)
  })

  it('are told how many points are inside, and how high the ground is', () => {
    const cuboid = (x: number, z: number) => ({
      center: [x, 3, z] as const,
      extent: [4, 2, 1.4] as const,
      rotation: fromYaw(0),
    })
    const studies = [
      { id: cuboidId(A, 0), cuboid: cuboid(10, -0.9) },
      { id: cuboidId(A, 1), cuboid: cuboid(-10, -0.9) },
      { id: cuboidId(A, 2), cuboid: cuboid(300, -0.9) },
    ]
    const told = new Map(studyFrame(points(), studies))
    expect(told.get(cuboidId(A, 0))?.pointCount).toBe(3)
    expect(told.get(cuboidId(A, 0))?.groundHeight).toBeCloseTo(-1.7, 3)
    expect(told.get(cuboidId(A, 1))?.pointCount).toBe(0)
    expect(told.get(cuboidId(A, 2))).toMatchObject({ pointCount: 0, groundHeight: null })
  })
})
