import { between, pick, type Random } from '../random.ts'

/** A spinning lidar as far as the ground is concerned. */
export type GroundSensor = {
  /** Above the ground; meters. */
  readonly height: number
  /** Where on the vehicle it stands: ahead of the ego's origin. */
  readonly ahead: number
  /** Tangents of the rings' angles below the horizon. */
  readonly slopes: readonly number[]
  /** Between two rays of a ring; radians. */
  readonly step: number
  /** Intensity of plain asphalt near by, and the power of distance it falls with. */
  readonly gain: number
  readonly falling: number
  /** How many times asphalt's intensity the best paint has. */
  readonly paintGain: number
  /** Relative noise of intensity, and noise of distance; meters. */
  readonly grain: number
  readonly jitter: number
  /** Distance at which half of the rays are lost; meters. */
  readonly losing: number
  readonly hasIntensity: boolean
}

/** Ground further away than this is not simulated. */
const FARTHEST = 75

/** A sensor at random whose sweeps have at most about so many rays on the ground. */
export function randomSensor(random: Random, mostRays: number): GroundSensor {
  const height = between(random, 1.5, 2.6)
  const rings = pick(random, [16, 32, 32, 40, 64, 64, 128])
  const lowest = (-between(random, 12, 30) * Math.PI) / 180
  const highest = (between(random, 2, 15) * Math.PI) / 180
  // Many sensors have more rings close to the horizon.
  const crowding = random() < 0.5 ? 1 : between(random, 1.2, 2)
  const slopes = Array.from({ length: rings }, (_, ring) => {
    const share = (ring + 0.5) / rings
    return -Math.tan(lowest + (highest - lowest) * (1 - (1 - share) ** crowding))
  }).filter((slope) => slope > 0 && height / slope < FARTHEST)
  const finest = (between(random, 0.1, 0.4) * Math.PI) / 180
  return {
    height,
    ahead: between(random, 0, 1.6),
    slopes,
    step: Math.max(finest, (2 * Math.PI * slopes.length) / mostRays),
    gain: 0.02 * 20 ** random(),
    falling: between(random, 0, 0.9),
    paintGain: between(random, 1.6, 6),
    grain: between(random, 0.08, 0.35),
    jitter: between(random, 0.005, 0.03),
    losing: between(random, 35, 120),
    hasIntensity: random() > 0.06,
  }
}
