import {
  axisAngle,
  fromYaw,
  IDENTITY_ROTATION,
  multiply,
  type Pose,
  type Quat,
} from '@trueline/geometry'
import { ELEVATIONS_DEG, spread } from '../lidar/elevations.ts'
import type { LidarModel } from '../lidar/lidarModel.ts'
import { between, normal, pick, type Random, wholeBetween } from '../random.ts'

/** What of a sensor's beams comes back. */
export type Returns = {
  /** Nothing is kept whose azimuth is off the sensor's own x axis by more. */
  readonly halfField: number
  readonly minRange: number
  readonly maxRange: number
  /** Share of returns lost for no reason, and how much more at the greatest range. */
  readonly dropShare: number
  readonly dropGrowth: number
  /** Share of returns from nothing at all, anywhere before what the beam would have met. */
  readonly strayShare: number
  /** Range at which nothing comes back from level ground any more. */
  readonly groundReach: number
  /** Range at which a white wall seen head-on is lost as often as not. */
  readonly halfPowerRange: number
}

/** A sensor as some vehicle may carry it. */
export type TrainingLidar = {
  readonly model: LidarModel
  readonly egoFromSensor: Pose
  /** What ego space is tilted by against the ground, where it is badly calibrated. */
  readonly tilt: Quat
  readonly returns: Returns
}

/** Tables of known sensors, and sensors of any even spread; the more common are drawn more often. */
function elevationsDeg(random: Random): readonly number[] {
  const kind = random()
  if (kind < 0.3) return ELEVATIONS_DEG.hdl64
  if (kind < 0.45) return ELEVATIONS_DEG.hdl32
  if (kind < 0.53) return ELEVATIONS_DEG.pandar40
  if (kind < 0.66) return ELEVATIONS_DEG.pandar64
  if (kind < 0.7) return ELEVATIONS_DEG.pandar128
  if (kind < 0.72) return ELEVATIONS_DEG.vlp16
  if (kind < 0.76) return ELEVATIONS_DEG.vlp32
  // Two on one mast, the second head down.
  if (kind < 0.8) return ELEVATIONS_DEG.vlp32.flatMap((degrees) => [degrees, -degrees])
  if (kind < 0.84) return ELEVATIONS_DEG.os64
  if (kind < 0.86) return ELEVATIONS_DEG.os128
  const count = pick(random, [16, 32, 32, 40, 64, 64, 64, 80, 128])
  return spread(between(random, -30, -15), between(random, 2, 16), count)
}

/** A sensor drawn at random: pattern, noise, losses, and how it is mounted. */
export function trainingLidar(random: Random): TrainingLidar {
  const table = elevationsDeg(random)
  const shift = 0.15 * normal(random)
  const jitter = between(random, 0, 0.04)
  const elevations = table
    .map((degrees) => ((degrees + shift + jitter * normal(random)) * Math.PI) / 180)
    .sort((a, b) => a - b)
  const mountHeight = between(random, 1.5, 2.1)
  const rotation = multiply(fromYaw(0.01 * normal(random)), tiltBy(random, 0.008))
  return {
    model: {
      elevations,
      columns:
        table.length > 80 ? wholeBetween(random, 900, 1800) : wholeBetween(random, 1024, 2083),
      seam: random() < 0.5 ? Math.PI : between(random, -Math.PI, Math.PI),
      secondsPerTurn: pick(random, [0.05, 0.1, 0.1]),
      rangeNoise: between(random, 0.008, 0.03),
      mountHeight,
    },
    egoFromSensor: {
      translation: [between(random, -0.2, 1.6), between(random, -0.2, 0.2), mountHeight],
      rotation,
    },
    tilt: random() < 0.65 ? IDENTITY_ROTATION : tiltBy(random, 0.02),
    returns: {
      halfField: random() < 0.9 ? Math.PI : between(random, 0.6, 1.4),
      minRange: between(random, 0.8, 2.4),
      maxRange: between(random, 60, 120),
      dropShare: random() < 0.3 ? 0 : between(random, 0, 0.12),
      dropGrowth: between(random, 0, 0.3),
      strayShare: random() < 0.7 ? 0 : between(random, 0, 0.002),
      groundReach: between(random, 35, 85),
      halfPowerRange: between(random, 220, 560),
    },
  }
}

/** A rotation about x and y whose angles spread by so many radians. */
function tiltBy(random: Random, spread: number): Quat {
  return multiply(
    axisAngle([0, 1, 0], spread * normal(random)),
    axisAngle([1, 0, 0], spread * normal(random)),
  )
}
