import type { Vec3 } from '@trueline/geometry'
import type { TrackState } from './trackView.ts'

/** How something moves at a moment, on the ground of the world. */
export type LocalMotion = {
  readonly velocity: readonly [x: number, y: number]
  readonly acceleration: readonly [x: number, y: number]
}

/** States this near in time are looked at together: shorter, noise is taken for motion. */
const WITHIN = 0.55
/** Where frames are far apart in time, so many on each side all the same, */
const FEWEST_BESIDE = 2
/** but none further away than this. */
const FURTHEST = 1.6
const FEWEST = 4

/**
 * The motion at one of a track's states: the parabola nearest to the states around it; `null` where
 * too few are near.
 *
 * @param placeOf The point that is followed; in the world.
 */
export function localMotionAt(
  states: readonly TrackState[],
  index: number,
  placeOf: (state: TrackState) => Vec3 = ({ inWorld }) => inWorld.center,
): LocalMotion | null {
  const { time } = states[index]!
  const isNear = (other: number): boolean => {
    const away = Math.abs(states[other]!.time - time)
    return away <= WITHIN || (Math.abs(other - index) <= FEWEST_BESIDE && away <= FURTHEST)
  }
  let from = index
  while (from > 0 && isNear(from - 1)) from--
  let to = index
  while (to + 1 < states.length && isNear(to + 1)) to++
  if (to - from + 1 < FEWEST) return null
  const origin = placeOf(states[index]!)
  let [s1, s2, s3, s4] = [0, 0, 0, 0]
  const sums = { x: [0, 0, 0], y: [0, 0, 0] }
  for (let at = from; at <= to; at++) {
    const t = states[at]!.time - time
    const place = placeOf(states[at]!)
    const [dx, dy] = [place[0] - origin[0], place[1] - origin[1]]
    s1 += t
    s2 += t * t
    s3 += t ** 3
    s4 += t ** 4
    sums.x[0]! += dx
    sums.x[1]! += dx * t
    sums.x[2]! += dx * t * t
    sums.y[0]! += dy
    sums.y[1]! += dy * t
    sums.y[2]! += dy * t * t
  }
  const moments = [to - from + 1, s1, s2, s3, s4] as const
  const x = parabola(moments, sums.x)
  const y = parabola(moments, sums.y)
  if (x === null || y === null) return null
  return { velocity: [x[0], y[0]], acceleration: [x[1], y[1]] }
}

/** First and second derivative at zero of the parabola of least squares (Cramer's rule). */
function parabola(
  [n, s1, s2, s3, s4]: readonly [number, number, number, number, number],
  [b0, b1, b2]: readonly number[],
): readonly [number, number] | null {
  const determinant = n * (s2 * s4 - s3 * s3) - s1 * (s1 * s4 - s3 * s2) + s2 * (s1 * s3 - s2 * s2)
  if (Math.abs(determinant) < 1e-12) return null
  const first = n * (b1! * s4 - b2! * s3) - b0! * (s1 * s4 - s3 * s2) + s2 * (s1 * b2! - s2 * b1!)
  const second = n * (s2 * b2! - s3 * b1!) - s1 * (s1 * b2! - s2 * b1!) + b0! * (s1 * s3 - s2 * s2)
  return [first / determinant, (2 * second) / determinant]
}
