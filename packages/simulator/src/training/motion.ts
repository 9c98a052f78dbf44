import { type Cuboid, fromYaw, type Pose, transformCuboid, type Vec3 } from '@trueline/geometry'
import { between, pick, type Random } from '../random.ts'

/** How the recording vehicle and what it records move while the sensor turns. */
export type Motion = {
  /** Of the recording vehicle, forward in m/s, and its turn in rad/s. */
  readonly speed: number
  readonly yawRate: number
  /** Whether the recording vehicle's own motion was taken out of the sweep. */
  readonly isDeskewed: boolean
  /** Whether road users move. */
  readonly isTrafficMoving: boolean
  /** Share of the turn at which everything stands where the scene has it. */
  readonly reference: number
}

/** A motion drawn at random: frozen, or taken out of the sweep but for the traffic's own, or raw. */
export function trainingMotion(random: Random): Motion {
  const isDriving = random() < 0.75
  return {
    speed: isDriving ? between(random, 0, 20) : 0,
    yawRate: isDriving && random() < 0.35 ? between(random, -0.4, 0.4) : 0,
    isDeskewed: random() < 0.65,
    isTrafficMoving: random() < 0.75,
    reference: pick(random, [0, 0.5, 0.5, 1]),
  }
}

/** The recording vehicle in today's ego space, so many seconds before; z stays 0. */
export function egoBefore({ speed, yawRate }: Motion, seconds: number): Pose {
  const way = speed * seconds
  return {
    translation: [-way, (way * yawRate * seconds) / 2, 0],
    rotation: fromYaw(-yawRate * seconds),
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
  const own = motion.isDeskewed ? 0 : seconds
  const x = point[0]! + velocity[0] * share - motion.speed * own
  const y = point[1]! + velocity[1] * share
  const turn = motion.yawRate * own
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
    rotation: fromYaw(at.motion.isDeskewed ? 0 : -at.motion.yawRate * at.seconds),
  } as const
  return { ...transformCuboid(turn, cuboid), center }
}
