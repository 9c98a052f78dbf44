import { between, type Random } from '../random.ts'
import type { Line, Point } from './network.ts'

/** A line that a road follows: places and directions, 1 m apart. */
export type Reference = {
  readonly length: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly heading: Float64Array
}

/** A place on the plan and a direction there. */
export type Place = { readonly x: number; readonly y: number; readonly heading: number }

/** How a road bends. */
export type Bends = {
  readonly length: number
  /** Meters from the start that are straight. */
  readonly straight: number
  /** The tightest curve; meters. */
  readonly tightest: number
}

/** A reference that leaves a place and bends at random, its curvature changing as on a clothoid. */
export function bendingReference(random: Random, from: Place, bends: Bends): Reference {
  const count = Math.ceil(bends.length) + 1
  const curvature = new Float64Array(count)
  let at = bends.straight
  let last = 0
  while (at < count) {
    const stretch = between(random, 15, 60)
    const isStraight = random() < 0.35
    const next = isStraight ? 0 : between(random, -1, 1) ** 3 / bends.tightest
    const easing = Math.min(stretch, between(random, 8, 25))
    for (let s = Math.floor(at); s < Math.min(count, at + stretch); s++) {
      curvature[s] = last + (next - last) * Math.min(1, (s - at) / easing)
    }
    last = next
    at += stretch
  }
  return integrated(from, curvature)
}

function integrated(from: Place, curvature: Float64Array): Reference {
  const count = curvature.length
  const [x, y, heading] = [
    new Float64Array(count),
    new Float64Array(count),
    new Float64Array(count),
  ]
  x[0] = from.x
  y[0] = from.y
  heading[0] = from.heading
  for (let s = 1; s < count; s++) {
    const turn = (curvature[s - 1]! + curvature[s]!) / 2
    const middle = heading[s - 1]! + turn / 2
    x[s] = x[s - 1]! + Math.cos(middle)
    y[s] = y[s - 1]! + Math.sin(middle)
    heading[s] = heading[s - 1]! + turn
  }
  return { length: count - 1, x, y, heading }
}

/** A reference that leaves a place straight on and goes over into a curve, to the left of a positive radius. */
export function rampReference(
  from: Place,
  { length, radius }: { readonly length: number; readonly radius: number },
): Reference {
  const easing = length / 3
  const curvature = Float64Array.from({ length: length + 1 }, (_, s) => {
    // Back to straight, so that a ramp does not come round.
    const share = Math.min(1, s / easing, (length - s) / easing)
    return share / radius
  })
  return integrated(from, curvature)
}

/** The place `s` meters along a reference and `left` meters to its left. */
export function placeOn({ length, x, y, heading }: Reference, s: number, left: number): Place {
  const along = Math.min(length, Math.max(0, s))
  const low = Math.min(length - 1, Math.floor(along))
  const share = along - low
  const angle = heading[low]! + share * (heading[low + 1]! - heading[low]!)
  return {
    x: x[low]! + share * (x[low + 1]! - x[low]!) - left * Math.sin(angle),
    y: y[low]! + share * (y[low + 1]! - y[low]!) + left * Math.cos(angle),
    heading: angle,
  }
}

/** The same as a point. */
export function pointOn(reference: Reference, s: number, left: number): Point {
  const { x, y } = placeOn(reference, s, left)
  return [x, y]
}

/** The line at an offset from one station to another, points at most 2 m apart. */
export function lineOn(
  reference: Reference,
  [from, to]: readonly [from: number, to: number],
  leftAt: (s: number) => number,
): Line {
  const pieces = Math.max(1, Math.ceil(Math.abs(to - from) / 2))
  return Array.from({ length: pieces + 1 }, (_, index) => {
    const s = from + ((to - from) * index) / pieces
    return pointOn(reference, s, leftAt(s))
  })
}

/** A cubic curve between two places, leaving and arriving along them, points about 1.5 m apart. */
export function curveBetween(from: Place, to: Place): Line {
  const chord = Math.hypot(to.x - from.x, to.y - from.y)
  const [reachFrom, reachTo] = reaches(from, to, chord)
  const a: Point = [
    from.x + reachFrom * Math.cos(from.heading),
    from.y + reachFrom * Math.sin(from.heading),
  ]
  const b: Point = [to.x - reachTo * Math.cos(to.heading), to.y - reachTo * Math.sin(to.heading)]
  const pieces = Math.max(2, Math.ceil(chord / 1.5))
  return Array.from({ length: pieces + 1 }, (_, index): Point => {
    const t = index / pieces
    const u = 1 - t
    const [p, q, r, s] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t]
    return [
      p * from.x + q * a[0] + r * b[0] + s * to.x,
      p * from.y + q * a[1] + r * b[1] + s * to.y,
    ]
  })
}

/** How far the curve's handles reach: so that a turn comes close to an arc. */
function reaches(from: Place, to: Place, chord: number): readonly [number, number] {
  const turn = Math.atan2(Math.sin(to.heading - from.heading), Math.cos(to.heading - from.heading))
  const cross = Math.sin(turn)
  if (Math.abs(cross) < 0.25) return [chord / 2.6, chord / 2.6]
  const [wayX, wayY] = [to.x - from.x, to.y - from.y]
  const ahead = (wayX * Math.sin(to.heading) - wayY * Math.cos(to.heading)) / cross
  const back = (wayX * Math.sin(from.heading) - wayY * Math.cos(from.heading)) / cross
  if (ahead <= 0 || back <= 0) return [chord / 2, chord / 2]
  const share = ((4 / 3) * Math.tan(Math.abs(turn) / 4)) / Math.tan(Math.abs(turn) / 2)
  // Not so short that the curve turns on the spot.
  return [Math.max(share * ahead, chord / 5), Math.max(share * back, chord / 5)]
}
