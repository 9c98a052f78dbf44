import { angleBetween, wrapAngle } from '@trueline/geometry'
import { smallest } from './smallest.ts'
import { POINT_STRIDE } from './sweep.ts'

/** Fewer points have no shape. */
const FEWEST = 5

/** More points than these do not make the angle better, only slower. */
const MOST = 300

/** Points nearer to an edge than this count the same; about a lidar's noise and a body's curve. */
const NEAREST = 0.05

/** The share of the points that may lie beyond a side: mirrors, aerials, strays. */
const OUTSIDE = 0.02

/**
 * The yaw of the rectangle whose sides an object's points lie on, in (-π, π]; `null` for fewer than
 * 5 points.
 *
 * Of the four ways a rectangle can be seen, the nearest to `referenceYaw`. Search over the angle by
 * the closeness criterion of Zhang, Xu, Dong and Dolan, "Efficient L-Shape Fitting for Vehicle
 * Detection Using Laser Scanners" (IV 2017), algorithm 3, with a few points allowed outside.
 *
 * @param points N × 4 rows of x, y, z, intensity: one object's, without the ground.
 * @param lean The share of its score that an angle loses which is as far off the reference as can be,
 * 45°: for objects that mostly look along it or across.
 */
export function fitYaw(points: Float32Array, referenceYaw: number, lean = 0): number | null {
  if (points.length < FEWEST * POINT_STRIDE) return null
  const scored = { ...sampleOf(points), referenceYaw, lean }
  const quarter = Math.PI / 2
  let best = bestOf(scored, { from: 0, to: quarter, step: quarter / 45 })
  for (const step of [quarter / 180, quarter / 900]) {
    best = bestOf(scored, { from: best - 4 * step, to: best + 4 * step, step })
  }
  const turns = Math.round(angleBetween(best, referenceYaw) / quarter)
  return wrapAngle(best + turns * quarter)
}

/** Some of the points along the ground, about the first of them: small numbers. */
type Sample = { readonly x: Float32Array; readonly y: Float32Array }

function sampleOf(points: Float32Array): Sample {
  const rows = points.length / POINT_STRIDE
  const stride = Math.max(1, Math.ceil(rows / MOST))
  const x = new Float32Array(Math.ceil(rows / stride))
  const y = new Float32Array(x.length)
  for (let index = 0; index < x.length; index++) {
    const at = index * stride * POINT_STRIDE
    x[index] = points[at]! - points[0]!
    y[index] = points[at + 1]! - points[1]!
  }
  return { x, y }
}

type Scored = Sample & { readonly referenceYaw: number; readonly lean: number }

function bestOf(
  sample: Scored,
  { from, to, step }: { readonly from: number; readonly to: number; readonly step: number },
): number {
  let best = from
  let most = Number.NEGATIVE_INFINITY
  for (let angle = from; angle <= to; angle += step) {
    const score = closeness(sample, angle) * (1 - sample.lean * offWays(sample, angle))
    if (score > most) {
      most = score
      best = angle
    }
  }
  return best
}

/** How far an angle is off the nearest of the reference's four ways: 0, and 1 halfway to the next. */
function offWays({ referenceYaw }: Scored, angle: number): number {
  const turns = (angle - referenceYaw) / (Math.PI / 2)
  return 2 * Math.abs(turns - Math.round(turns))
}

/** How closely the points lie to the two seen sides of the rectangle around them, turned by an angle. */
function closeness(sample: Sample, angle: number): number {
  const alongOff = offSide(sample, angle)
  const acrossOff = offSide(sample, angle + Math.PI / 2)
  let score = 0
  for (let index = 0; index < alongOff.length; index++) {
    score += 1 / Math.max(NEAREST, Math.min(alongOff[index]!, acrossOff[index]!))
  }
  return score
}

/** How far each point lies from the side across a direction that most points are near to. */
function offSide({ x, y }: Sample, angle: number): Float32Array {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const along = new Float32Array(x.length)
  let sum = 0
  for (let index = 0; index < x.length; index++) {
    along[index] = cos * x[index]! + sin * y[index]!
    sum += along[index]!
  }
  const stretch = { start: 0, end: x.length }
  const rank = Math.floor((x.length - 1) * OUTSIDE)
  const ordered = along.slice()
  const low = smallest(ordered, stretch, rank)
  const high = smallest(ordered, stretch, x.length - 1 - rank)
  const side = sum / x.length > (low + high) / 2 ? high : low
  for (let index = 0; index < along.length; index++) along[index] = Math.abs(along[index]! - side)
  return along
}
