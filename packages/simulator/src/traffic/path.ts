import type { Vec3 } from '@trueline/geometry'
import { liftAt, type RoadPlan } from '../road/plan.ts'
import type { Stand } from './roadUser.ts'

/** A way along the road: where its rider is on it after some seconds. */
export type Course = (seconds: number) => { readonly s: number; readonly d: number }

/** The slope of a course's `d` is taken over this many seconds. */
const LOOK = 0.1

/** Where a rider of a course stands, looking where the course goes. */
export function followCourse(plan: RoadPlan, course: Course): (seconds: number) => Stand {
  const pointAt = (seconds: number): Vec3 => {
    const place = course(seconds)
    return plan.line.pointAt({ ...place, up: liftAt(plan, place) })
  }
  return (seconds) => {
    const before = pointAt(seconds - LOOK)
    const after = pointAt(seconds + LOOK)
    return {
      point: pointAt(seconds),
      yaw: Math.atan2(after[1] - before[1], after[0] - before[0]),
    }
  }
}

/**
 * A course at an even speed along the ground, `direction` 1 with the road and -1 against it.
 *
 * Speeds are along the road's middle, so that riders beside each other keep their distance in bends.
 */
export function steadyCourse(
  start: { readonly s: number; readonly d: number },
  speed: number,
  direction: 1 | -1,
): Course {
  return (seconds) => ({ s: start.s + direction * speed * seconds, d: start.d })
}

/** 0 before `from`, 1 after `to`, and a smooth way between. */
export function ease(value: number, from: number, to: number): number {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return share * share * (3 - 2 * share)
}

/** How a vehicle turns: its way after some seconds, 0 where the curve begins, and which way it goes on. */
export type TurnOut = {
  readonly alongAt: (seconds: number) => number
  readonly direction: 1 | -1
}

/**
 * Where a vehicle stands that comes out of a side street and turns into the road, after some seconds.
 *
 * It comes straight, turns on a quadratic Bézier curve, and goes on along its lane.
 */
export function turnOut(
  plan: RoadPlan,
  street: { readonly s: number; readonly side: 1 | -1 },
  { alongAt, direction }: TurnOut,
): (seconds: number) => Stand {
  const { line } = plan
  const { side } = street
  const mouth = 9
  const lane = direction > 0 ? -1.75 : 1.75
  // Right-hand traffic: who comes out keeps to the right of the side street's middle.
  const own = street.s + side * 1.75
  const away = 8
  const entry: Vec3 = line.pointAt({ s: own, d: side * mouth })
  const exit = { s: own + direction * away, d: lane }
  const control = line.pointAt({ s: own, d: lane })
  const end = line.pointAt(exit)
  const points = Array.from({ length: 25 }, (_, i): Vec3 => {
    const t = i / 24
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t * t]
    return [
      a * entry[0] + b * control[0] + c * end[0],
      a * entry[1] + b * control[1] + c * end[1],
      a * entry[2] + b * control[2] + c * end[2],
    ]
  })
  const lengths = [0]
  for (let i = 1; i < points.length; i++) {
    const [p, q] = [points[i - 1]!, points[i]!]
    lengths.push(lengths[i - 1]! + Math.hypot(q[0] - p[0], q[1] - p[1]))
  }
  const total = lengths[lengths.length - 1]!
  const pointAt = (along: number): Vec3 => {
    if (along <= 0) return line.pointAt({ s: own, d: side * (mouth - along) })
    if (along >= total) return line.pointAt({ s: exit.s + direction * (along - total), d: lane })
    let i = 1
    while (lengths[i]! < along) i++
    const share = (along - lengths[i - 1]!) / (lengths[i]! - lengths[i - 1]!)
    const [p, q] = [points[i - 1]!, points[i]!]
    return [
      p[0] + (q[0] - p[0]) * share,
      p[1] + (q[1] - p[1]) * share,
      p[2] + (q[2] - p[2]) * share,
    ]
  }
  return (seconds) => {
    const along = alongAt(seconds)
    const before = pointAt(along - 0.4)
    const after = pointAt(along + 0.4)
    return {
      point: pointAt(along),
      yaw: Math.atan2(after[1] - before[1], after[0] - before[0]),
    }
  }
}
