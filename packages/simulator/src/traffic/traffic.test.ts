import { bevIou, type Cuboid, fromYaw, yawOf } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { CROSS_SECTION } from '../road/plan.ts'
import { createScene } from '../scene.ts'
import { obstaclesOf } from '../scenery/obstacles.ts'
import type { RoadUser } from './roadUser.ts'

const SECONDS = 4.8
const STEP = 0.1
const TIMES = Array.from({ length: 48 }, (_, i) => i * STEP)
const scene = createScene(7, SECONDS)
const moving = scene.users.filter(({ isStatic }) => !isStatic)

const VEHICLES = ['Car', 'Van', 'Truck', 'Bus']

const turnOf = (angle: number): number => angle - 2 * Math.PI * Math.round(angle / (2 * Math.PI))

function cuboidAt({ standAt, body }: RoadUser, seconds: number): Cuboid {
  const { point, yaw } = standAt(seconds)
  return { center: point, extent: body.extent, rotation: fromYaw(yaw) }
}

function isApart(a: Cuboid, b: Cuboid): boolean {
  const far = Math.hypot(a.center[0] - b.center[0], a.center[1] - b.center[1])
  return far > 14 || bevIou(a, b) === 0
}

/** The place on the road nearest to a point: along it, and left of its middle. */
function roadPlaceOf([x, y]: readonly number[]): { s: number; d: number } {
  const { line } = scene.plan
  let best = { s: 0, d: Infinity }
  for (let s = line.from; s < line.to; s += 0.25) {
    const [px, py] = line.pointAt({ s, d: 0 })
    const [dx, dy] = [x! - px, y! - py]
    if (Math.hypot(dx, dy) >= Math.abs(best.d)) continue
    const side = Math.sign(Math.cos(line.headingAt(s)) * dy - Math.sin(line.headingAt(s)) * dx)
    best = { s, d: side * Math.hypot(dx, dy) }
  }
  return best
}

describe('trafficOf', () => {
  it('never lets two road users share ground', () => {
    for (const seconds of TIMES.filter((_, i) => i % 3 === 0)) {
      const boxes = scene.users.map((user) => cuboidAt(user, seconds))
      boxes.forEach((box, i) => {
        expect(boxes.slice(i + 1).every((other) => isApart(box, other))).toBe(true)
      })
    }
  })

  it('keeps everyone out of houses, trees and street furniture', () => {
    const obstacles = obstaclesOf(scene.scenery.things)
    expect(obstacles.length).toBeGreaterThan(100)
    for (const seconds of [0, 2.5, 4.75]) {
      for (const user of scene.users) {
        const box = cuboidAt(user, seconds)
        expect(obstacles.every((obstacle) => isApart(box, obstacle))).toBe(true)
      }
    }
  })

  it('moves everyone without a jump, nose first', () => {
    for (const { standAt } of moving) {
      for (const seconds of TIMES.slice(1)) {
        const [before, after] = [standAt(seconds - STEP), standAt(seconds)]
        const dx = after.point[0] - before.point[0]
        const dy = after.point[1] - before.point[1]
        const speed = Math.hypot(dx, dy) / STEP
        expect(speed).toBeLessThan(16)
        expect(Math.abs(turnOf(after.yaw - before.yaw))).toBeLessThan(0.12)
        if (speed < 1) continue
        expect(Math.abs(turnOf(Math.atan2(dy, dx) - before.yaw))).toBeLessThan(0.15)
      }
    }
  })

  it('keeps vehicles on the right of the road, also through the bend', () => {
    const driven = moving.filter(({ category }) => VEHICLES.includes(category))
    expect(driven.length).toBeGreaterThan(8)
    for (const { standAt } of driven) {
      for (const seconds of [0, 1.6, 3.2, 4.7]) {
        const { point, yaw } = standAt(seconds)
        const { s, d } = roadPlaceOf(point)
        // Who waits in or comes out of a side street is not on the road yet.
        if (Math.abs(d) > CROSS_SECTION.laneEdge) continue
        const along = turnOf(yaw - scene.plan.line.headingAt(s))
        if (Math.abs(Math.cos(along)) > 0.9) expect(Math.sign(d)).toBe(-Math.sign(Math.cos(along)))
      }
    }
  })

  it('takes the recording vehicle through a bend', () => {
    const [first, last] = [scene.streetFromEgoAt(0), scene.streetFromEgoAt(SECONDS)]
    expect(Math.abs(turnOf(yawOf(last.rotation) - yawOf(first.rotation)))).toBeGreaterThan(0.8)
  })
})
