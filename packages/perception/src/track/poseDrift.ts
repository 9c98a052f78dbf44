import { distance, subtract, type Vec3, ZERO } from '@trueline/geometry'
import type { Chain } from './joinLinks.ts'
import { motionOf } from './motionOf.ts'
import type { DetectedFrame, Sighting } from './sighting.ts'

/** Odometry is wrong by about this share of the way, in both directions, */
const WRONG_SHARE = 0.1
/** and by this much from frame to frame however short the way. */
const WRONG_ALWAYS = 0.002
/** What drives slower than this, beside what the drift may feign, may stand still. In m/s. */
const SLOWEST = 0.3
const FEWEST_SIGHTS = 8
/** Standard deviation of a detection's center, near by and for each meter of range. */
const NOISE = 0.1
const NOISE_A_METER = 0.01
/** Sights this many deviations off lose most of their weight. */
const OUTLIER = 2
const ROUNDS = 60
/** Once no pose moves further in a round, the next ones are not worth their time. */
const SETTLED = 0.001

/**
 * How far each frame's ego pose is off, in the world, as the objects that stand still say: what to add
 * to its translation. None at the first frame.
 *
 * Poses of vehicles drift by centimeters a meter: one object that stands still then seems to crawl. The
 * places of all of them and the drift are found in turn, by least squares robust against those that
 * do move (Cauchy's weights). Linear in the number of detections; without parked objects there is none.
 */
export function poseDrift(
  frames: readonly DetectedFrame[],
  chains: readonly Chain[],
): readonly Vec3[] {
  const standing = chains.filter((chain) => mayStand(chain, frames))
  const stiffness = frames.slice(1).map(({ worldFromEgo }, index) => {
    const way = distance(worldFromEgo.translation, frames[index]!.worldFromEgo.translation)
    return 1 / (WRONG_ALWAYS + WRONG_SHARE * way) ** 2
  })
  let drift: Vec3[] = frames.map(() => [0, 0, 0])
  for (let round = 0; round < ROUNDS; round++) {
    const pulls = frames.map((): Pull => ({ weight: 0, sum: [0, 0, 0] }))
    for (const chain of standing) addPulls(pulls, chain, drift)
    const [x, y, z] = [0, 1, 2].map((axis) => solveAxis(pulls, stiffness, axis)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    const before = drift
    drift = frames.map((_, frame) => [x[frame]!, y[frame]!, z[frame]!])
    if (drift.every((one, frame) => distance(one, before[frame]!) < SETTLED)) break
  }
  // Fixing the first frame only here lets the search settle in far fewer rounds.
  const [first = ZERO] = drift
  return drift.map((one) => subtract(one, first))
}

/** Holds what no object pulls; too weak to be felt elsewhere. */
const LOOSE = 1e-6

/** Where the objects at one frame pull its pose: weights, and weights times offsets. */
type Pull = { weight: number; readonly sum: [number, number, number] }

function mayStand(chain: Chain, frames: readonly DetectedFrame[]): boolean {
  if (chain.length < FEWEST_SIGHTS || chain[0]!.model.kind !== 'vehicle') return false
  const [first, last] = [chain[0]!, chain.at(-1)!]
  const [from, to] = [first, last].map(({ frame }) => frames[frame]!.worldFromEgo.translation)
  const seconds = last.time - first.time
  const motion = motionOf(chain, 0)
  const feigned = (2 * WRONG_SHARE * distance(from!, to!)) / seconds
  return motion !== null && Math.hypot(...motion) < SLOWEST + feigned
}

function addPulls(pulls: readonly Pull[], chain: Chain, drift: readonly Vec3[]): void {
  const placed = chain.map((sighting): Vec3 => {
    const [x, y, z] = sighting.cuboid.center
    const off = drift[sighting.frame]!
    return [x + off[0], y + off[1], z + off[2]]
  })
  const base = chain.map(({ score, range }) => score / (NOISE + NOISE_A_METER * range) ** 2)
  let place = meanOf(placed, base)
  let weights: readonly number[] = base
  for (let round = 0; round < 2; round++) {
    weights = base.map((weight, index) => {
      const away = Math.hypot(placed[index]![0] - place[0], placed[index]![1] - place[1])
      return weight / (1 + (away / (OUTLIER * noiseOf(chain[index]!))) ** 2)
    })
    place = meanOf(placed, weights)
  }
  for (const [index, { frame, cuboid }] of chain.entries()) {
    const pull = pulls[frame]!
    pull.weight += weights[index]!
    for (const axis of [0, 1, 2] as const) {
      pull.sum[axis] += weights[index]! * (place[axis] - cuboid.center[axis])
    }
  }
}

function noiseOf({ range }: Sighting): number {
  return NOISE + NOISE_A_METER * range
}

function meanOf(points: readonly Vec3[], weights: readonly number[]): Vec3 {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const along = (axis: 0 | 1 | 2): number =>
    points.reduce((sum, point, index) => sum + weights[index]! * point[axis], 0) / total
  return [along(0), along(1), along(2)]
}

/** The drift along an axis, wherever its zero is: pulled by the objects, stiff from frame to frame. */
function solveAxis(
  pulls: readonly Pull[],
  stiffness: readonly number[],
  axis: number,
): Float64Array {
  const count = pulls.length
  const solution = new Float64Array(count)
  // Thomas' algorithm for the tridiagonal system.
  const factors = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    const [before, after] = [stiffness[i - 1] ?? 0, stiffness[i] ?? 0]
    const above =
      i === 0 ? { factor: 0, value: 0 } : { factor: factors[i - 1]!, value: solution[i - 1]! }
    const pivot = pulls[i]!.weight + LOOSE + before + after - before * above.factor
    factors[i] = after / pivot
    solution[i] = (pulls[i]!.sum[axis]! + before * above.value) / pivot
  }
  for (let i = count - 2; i >= 0; i--) solution[i] = solution[i]! + factors[i]! * solution[i + 1]!
  return solution
}
