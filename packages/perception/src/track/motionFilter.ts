import { wrapAngle } from '@trueline/geometry'
import type { MotionModel } from './motionModel.ts'

/** Where something is believed to be, seen from above. */
export type MotionState = {
  /** x, y, heading, speed along it (below 0: backwards) and turn rate. */
  readonly mean: Float64Array
  /** 5 × 5, row-major. */
  readonly covariance: Float64Array
}

/** A place on the ground and a heading whose front may be its rear. */
export type SeenPlace = { readonly x: number; readonly y: number; readonly heading: number }

const SIZE = 5
const [X, Y, HEADING, SPEED, TURN] = [0, 1, 2, 3, 4] as const
/** Standard deviation of the turn rate of what was just met. */
const FIRST_TURN = 0.3
/** Below this turn rate a curve is a straight line, to rounding. */
const STRAIGHT = 1e-4

/** The belief after the first sight. */
export function firstMotion(seen: SeenPlace, model: MotionModel): MotionState {
  const covariance = new Float64Array(SIZE * SIZE)
  const deviations = [
    model.centerNoise,
    model.centerNoise,
    model.headingNoise,
    model.speed,
    FIRST_TURN,
  ]
  for (const [index, deviation] of deviations.entries()) {
    covariance[index * SIZE + index] = deviation ** 2
  }
  return { mean: Float64Array.of(seen.x, seen.y, seen.heading, 0, 0), covariance }
}

/**
 * The belief some seconds later: constant turn rate and velocity, linearised (an extended Kalman
 * filter as in "Comparison and evaluation of advanced motion models", Schubert et al., 2008).
 */
export function predictMotion(
  { mean, covariance }: MotionState,
  seconds: number,
  model: MotionModel,
): MotionState {
  const [x, y, heading, speed, turn] = [
    mean[X]!,
    mean[Y]!,
    mean[HEADING]!,
    mean[SPEED]!,
    mean[TURN]!,
  ]
  const ahead = heading + turn * seconds
  // Between the two headings; a chord is as long as its arc to the second order.
  const middle = heading + (turn * seconds) / 2
  const half = (turn * seconds) / 2
  const way = speed * seconds * (Math.abs(half) < STRAIGHT ? 1 : Math.sin(half) / half)
  const [cos, sin] = [Math.cos(middle), Math.sin(middle)]
  const jacobian = identity()
  jacobian[X * SIZE + HEADING] = -way * sin
  jacobian[Y * SIZE + HEADING] = way * cos
  jacobian[X * SIZE + SPEED] = seconds * cos
  jacobian[Y * SIZE + SPEED] = seconds * sin
  jacobian[X * SIZE + TURN] = (-way * sin * seconds) / 2
  jacobian[Y * SIZE + TURN] = (way * cos * seconds) / 2
  jacobian[HEADING * SIZE + TURN] = seconds
  const moved = product(product(jacobian, covariance), transposed(jacobian))
  const add = (index: number, deviation: number): void => {
    moved[index * SIZE + index] = moved[index * SIZE + index]! + deviation ** 2
  }
  const strayed = model.straying * seconds + (model.acceleration * seconds ** 2) / 2
  add(X, strayed)
  add(Y, strayed)
  add(HEADING, (model.turning * seconds ** 2) / 2)
  add(SPEED, model.acceleration * seconds)
  add(TURN, model.turning * seconds)
  return {
    mean: Float64Array.of(x + way * cos, y + way * sin, wrapAngle(ahead), speed, turn),
    covariance: moved,
  }
}

/** The belief after a sight; of the two headings it may have, the nearer one is taken. */
export function updateMotion(state: MotionState, seen: SeenPlace, model: MotionModel): MotionState {
  const mean = Float64Array.from(state.mean)
  const covariance = Float64Array.from(state.covariance)
  const observe = (index: number, difference: number, noise: number): void => {
    const total = covariance[index * SIZE + index]! + noise ** 2
    const row = covariance.slice(index * SIZE, (index + 1) * SIZE)
    for (let i = 0; i < SIZE; i++) {
      const gain = row[i]! / total
      mean[i] = mean[i]! + gain * difference
      for (let j = 0; j < SIZE; j++) {
        covariance[i * SIZE + j] = covariance[i * SIZE + j]! - gain * row[j]!
      }
    }
  }
  // The three have independent noise, so that taking them one by one is exact and inverts nothing.
  observe(X, seen.x - mean[X]!, model.centerNoise)
  observe(Y, seen.y - mean[Y]!, model.centerNoise)
  observe(HEADING, axisDifference(seen.heading, mean[HEADING]!), model.headingNoise)
  mean[HEADING] = wrapAngle(mean[HEADING]!)
  return { mean, covariance }
}

/** The turn from one heading to another, front and rear taken as one: in (-π/2, π/2]. */
export function axisDifference(to: number, from: number): number {
  const turn = wrapAngle(to - from)
  if (turn > Math.PI / 2) return turn - Math.PI
  return turn <= -Math.PI / 2 ? turn + Math.PI : turn
}

/** How far a place is from the belief, in standard deviations (Mahalanobis) on the ground. */
export function deviationsFrom(
  { mean, covariance }: MotionState,
  place: Pick<SeenPlace, 'x' | 'y'>,
  model: MotionModel,
): number {
  const noise = model.centerNoise ** 2
  const [xx, xy, yy] = [covariance[0]! + noise, covariance[1]!, covariance[SIZE + 1]! + noise]
  const [dx, dy] = [place.x - mean[X]!, place.y - mean[Y]!]
  const determinant = xx * yy - xy * xy
  return Math.sqrt(Math.max(0, (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) / determinant))
}

function identity(): Float64Array {
  const matrix = new Float64Array(SIZE * SIZE)
  for (let i = 0; i < SIZE; i++) matrix[i * SIZE + i] = 1
  return matrix
}

function product(a: Float64Array, b: Float64Array): Float64Array {
  const result = new Float64Array(SIZE * SIZE)
  for (let i = 0; i < SIZE; i++) {
    for (let k = 0; k < SIZE; k++) {
      const factor = a[i * SIZE + k]!
      if (factor === 0) continue
      for (let j = 0; j < SIZE; j++) {
        result[i * SIZE + j] = result[i * SIZE + j]! + factor * b[k * SIZE + j]!
      }
    }
  }
  return result
}

function transposed(matrix: Float64Array): Float64Array {
  return matrix.map((_, index) => matrix[(index % SIZE) * SIZE + Math.floor(index / SIZE)]!)
}
