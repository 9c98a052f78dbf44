import { compose, fromYaw, invert, transform, transformCuboid, yawOf } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { createRecording } from '../clip.ts'
import { FRAME_SECONDS, streetFromEgoOf, sweepOf } from '../recording.ts'
import { observe, SEEN_POINTS } from './observe.ts'

const recording = createRecording({ seed: 7, frames: 3, sensor: 'hdl64' })
const FRAME = 2

/** Points of each road user in a frame, on the box's own axes: along, across, above its floor. */
function ownPoints(): readonly (readonly (readonly [number, number, number])[])[] {
  const { scene, lidar } = recording
  const { sweep, objects } = sweepOf(recording, FRAME)
  const streetFromSensor = compose(streetFromEgoOf(scene, FRAME), lidar.egoFromSensor)
  const stands = scene.users.map(({ standAt }) => standAt(FRAME * FRAME_SECONDS))
  const points = scene.users.map(() => [] as [number, number, number][])
  objects.forEach((user, row) => {
    if (user < 0) return
    const [x, y, z] = sweep.points.subarray(4 * row, 4 * row + 3)
    const [px, py, pz] = transform(streetFromSensor, [x!, y!, z!])
    const { point, yaw } = stands[user]!
    const [dx, dy] = [px - point[0], py - point[1]]
    const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
    points[user]!.push([cos * dx + sin * dy, cos * dy - sin * dx, pz - point[2]])
  })
  return points
}

describe('a simulated sweep', () => {
  const points = ownPoints()
  const extents = recording.scene.users.map(({ body }) => body.extent)

  it('has as many points as a real sensor of 64 beams', () => {
    const count = sweepOf(recording, FRAME).objects.length
    expect(count).toBeGreaterThan(100_000)
    expect(count).toBeLessThan(130_000)
  })

  it('has no point of a road user outside its box but for noise', () => {
    points.forEach((own, user) => {
      const [length, width, height] = extents[user]!
      const outside = own.map(([along, across, up]) =>
        Math.max(Math.abs(along) - length / 2, Math.abs(across) - width / 2, up - height, -up),
      )
      expect(Math.max(-Infinity, ...outside)).toBeLessThan(0.06)
    })
  })

  it('reaches to within 5 cm of the faces of vehicles that it sees well', () => {
    const cars = points.flatMap((own, user) =>
      recording.scene.users[user]!.category === 'Car' && own.length > 2000 ? [{ own, user }] : [],
    )
    expect(cars.length).toBeGreaterThan(2)
    for (const { own, user } of cars) {
      const across = Math.max(...own.map(([, value]) => Math.abs(value)))
      expect(Math.abs(across - extents[user]![1] / 2)).toBeLessThan(0.05)
      const top = Math.max(...own.map(([, , up]) => up))
      expect(Math.abs(top - extents[user]![2])).toBeLessThan(0.05)
    }
  })
})

describe('observe', () => {
  const looked: number[] = []
  const { users } = observe(recording, (seen) => looked.push(seen))
  expect(looked).toEqual(Array.from({ length: recording.frames }, (_, frame) => frame + 1))

  it('leaves out what only a stray point came back from', () => {
    const seen = users.flatMap((user) => user.seen)
    expect(seen.length).toBeGreaterThan(60)
    expect(seen.every(({ pointCount }) => pointCount >= SEEN_POINTS)).toBe(true)
  })

  it('gives each box in the ego space of its frame', () => {
    users.forEach(({ seen }, user) => {
      for (const { frame, cuboid } of seen) {
        const { point, yaw } = recording.scene.users[user]!.standAt(frame * FRAME_SECONDS)
        const streetFromEgo = streetFromEgoOf(recording.scene, frame)
        const inStreet = transformCuboid(streetFromEgo, cuboid)
        expect(inStreet.center[0]).toBeCloseTo(point[0], 6)
        expect(inStreet.center[1]).toBeCloseTo(point[1], 6)
        const turn = yawOf(inStreet.rotation) - yaw
        expect(Math.cos(turn)).toBeCloseTo(1, 9)
        const back = transformCuboid(invert(streetFromEgo), {
          ...inStreet,
          rotation: fromYaw(yaw),
        })
        expect(back.center[2]).toBeCloseTo(cuboid.center[2], 6)
      }
    })
  })
})
