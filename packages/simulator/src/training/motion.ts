import { type Cuboid, fromYaw, transformCuboid, type Vec3 } from '@trueline/geometry'
import { between, pick, type Random } from '../random.ts'

/** How the recording vehicle and what it records move while the sensor turns. */
export type Motion = {
  /** Of the recording vehicle, forward in m/s, and its turn in rad/s; 0 too where its motion was taken out. */
  readonly speed: number
  readonly yawRate: number
  /** Whether road users move. */
  readonly isTrafficMoving: boolean
  /** Share of the turn at which everything stands where the scene has it. */
  readonly reference: number
}

/** A motion drawn at random: frozen, or taken out of the sweep but for the traffic's own, or raw. */
export function trainingMotion(random: Random): Motion {
  const kind = random()
  const reference = pick(random, [0, 0.5, 0.5, 1])
  const isRaw = kind > 0.7 && random() < 0.8
  return {
    speed: isRaw ? between(random, 0, 20) : 0,
    yawRate: isRaw && random() < 0.4 ? between(random, -0.4, 0.4) : 0,
    isTrafficMoving: kind > 0.25,
    reference,
  }
}

/**
 * Writes where a point of ego space seems to be that is met `seconds` after the reference.
 *
 * @param velocity Of the point, x and y in m/s.
 */
export function distort(
  point: Float64Array,
  { motion, seconds }: { readonly motion: Motion; readonly seconds: number },
  velocity: readonly [number, number],
): void {
  const share = motion.isTrafficMoving ? seconds : 0
  const x = point[0]! + velocity[0] * share - motion.speed * seconds
  const y = point[1]! + velocity[1] * share
  const turn = motion.yawRate * seconds
  if (turn === 0) {
    point[0] = x
    point[1] = y
    return
  }
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  point[0] = cos * x + sin * y
  point[1] = cos * y - sin * x
}

/** Where the box of a body seems to be whose middle is met `seconds` after the reference. */
export function distortedCuboid(
  cuboid: Cuboid,
  at: { readonly motion: Motion; readonly seconds: number },
  velocity: readonly [number, number],
): Cuboid {
  const point = Float64Array.from(cuboid.center)
  distort(point, at, velocity)
  const center: Vec3 = [point[0]!, point[1]!, point[2]!]
  const turn = {
    translation: [0, 0, 0],
    rotation: fromYaw(-at.motion.yawRate * at.seconds),
  } as const
  return { ...transformCuboid(turn, cuboid), center }
}
