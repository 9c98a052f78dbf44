import { nearestOnPolyline, type Polyline, pointAlong, polylineLength } from '@trueline/geometry'

/** Where another line runs beside one. */
export type Beside = {
  /** Mean meters to the left, negative to the right. */
  readonly left: number
  readonly isReversed: boolean
}

const PLACES = 7
/** Of the places along a line, at how many the other has to be beside it. */
const ENOUGH = 0.6
/** In meters, along the line: what its heading is taken over. */
const REACH = 1
const PARALLEL = Math.cos((25 * Math.PI) / 180)
/** How much a place beside may lie ahead or behind. */
const SLIP = 0.75

/**
 * How another line runs beside one, both seen from above; `null` where it does so for less than six
 * tenths of it, further away than `most`, or now to one side and now to the other.
 */
export function besideOf(line: Polyline, other: Polyline, most: number): Beside | null {
  const length = polylineLength(line)
  let [sum, count, turned] = [0, 0, 0]
  for (let place = 0; place < PLACES; place++) {
    const along = (length * (place + 0.5)) / PLACES
    const here = pointAlong(line, along)
    const [from, to] = [pointAlong(line, along - REACH), pointAlong(line, along + REACH)]
    const reach = Math.max(1e-9, Math.hypot(to[0] - from[0], to[1] - from[1]))
    const [cos, sin] = [(to[0] - from[0]) / reach, (to[1] - from[1]) / reach]
    const near = nearestOnPolyline(other, here)
    const [dx, dy] = [near.point[0] - here[0], near.point[1] - here[1]]
    const left = cos * dy - sin * dx
    if (Math.abs(cos * dx + sin * dy) > SLIP || Math.abs(left) > most) continue
    const [a, b] = [other[near.segment]!, other[Math.min(other.length - 1, near.segment + 1)]!]
    const span = Math.max(1e-9, Math.hypot(b[0] - a[0], b[1] - a[1]))
    const aligned = (cos * (b[0] - a[0]) + sin * (b[1] - a[1])) / span
    if (Math.abs(aligned) < PARALLEL) continue
    sum += left
    count++
    if (aligned < 0) turned++
  }
  if (count < ENOUGH * PLACES) return null
  return { left: sum / count, isReversed: turned > count / 2 }
}
