import { hashUnit } from '../random.ts'
import type { GroundPicture } from './groundPicture.ts'
import { cellAt, type GroundLook, mottle, paintLeft, type Relief, reliefAt } from './groundScene.ts'
import type { GroundSensor } from './groundSensor.ts'
import { isHidden, type Shadow } from './occluder.ts'
import type { Place } from './reference.ts'

/** The ground of a window: what its picture, look and relief say. */
export type GroundScene = {
  readonly picture: GroundPicture
  readonly look: GroundLook
  readonly relief: Relief
}

/** One turn of a sensor over it. */
export type GroundTurn = {
  readonly sensor: GroundSensor
  /** The ego, in the window's space. */
  readonly ego: Place
  readonly shadow: Shadow
  /** Tells this turn's chances from another's. */
  readonly seed: number
}

const MOST_INTENSITY = 1
const LEVELS = 255

/**
 * The ground's points of one turn: N × 4 rows of x, y, z, intensity in ego space (its origin on the
 * road). Each ray meets the road's plane where it would, then rises to what lies there; rays are lost
 * with distance and to what hides the ground. About 60 ns a ray.
 */
export function groundSweep(
  scene: GroundScene,
  { sensor, ego, shadow, seed }: GroundTurn,
): Float32Array {
  const { slopes, step, height, losing, ahead } = sensor
  const rays = Math.floor((2 * Math.PI) / step)
  const points = new Float32Array(slopes.length * rays * 4)
  const [cos, sin] = [Math.cos(ego.heading), Math.sin(ego.heading)]
  const ground = reliefAt(scene.relief, ego.x, ego.y)
  let end = 0
  for (let ring = 0; ring < slopes.length; ring++) {
    const flat = height / slopes[ring]!
    for (let ray = 0; ray < rays; ray++) {
      const luck = hashUnit(seed * 4096 + ring, ray)
      if (luck > Math.exp((-flat * 0.7) / losing)) continue
      const angle = (ray + 0.37 * ring) * step
      const [rayCos, raySin] = [Math.cos(angle), Math.sin(angle)]
      // Where the road's plane lies higher the ray meets it sooner.
      const [guessX, guessY] = [ahead + flat * rayCos, flat * raySin]
      const lift =
        reliefAt(
          scene.relief,
          ego.x + cos * guessX - sin * guessY,
          ego.y + sin * guessX + cos * guessY,
        ) - ground
      const reach = Math.min(1.5 * flat, Math.max(0.6 * flat, (height - lift) / slopes[ring]!))
      const [x, y] = [ahead + reach * rayCos, reach * raySin]
      const worldX = ego.x + cos * x - sin * y
      const worldY = ego.y + sin * x + cos * y
      const cell = cellAt(worldX, worldY)
      if (cell < 0 || isHidden(shadow, angle + ego.heading, reach)) continue
      const noise = hashUnit(ray, seed * 4096 + ring) - 0.5
      const { rise, rough } = scene.look
      const material = scene.picture.material[cell]!
      const jitter = 3.4 * sensor.jitter * noise
      points[end] = x + jitter * rayCos
      points[end + 1] = y + jitter * raySin
      points[end + 2] =
        reliefAt(scene.relief, worldX, worldY) -
        ground +
        rise[material]! +
        (jitter * 0.5 + 3 * rough[material]! * (luck - 0.5))
      points[end + 3] = sensor.hasIntensity
        ? intensityAt(scene, sensor, [cell, worldX, worldY, reach, luck])
        : 0
      end += 4
    }
  }
  return points.subarray(0, end)
}

function intensityAt(
  { picture, look }: GroundScene,
  { gain, falling, paintGain, grain }: GroundSensor,
  [cell, x, y, reach, luck]: readonly [
    cell: number,
    x: number,
    y: number,
    reach: number,
    luck: number,
  ],
): number {
  const own = look.albedo[picture.material[cell]!]! * mottle(look, x, y)
  const paint = paintLeft(picture, look, [cell, x, y])
  const albedo = own + (paintGain - own) * paint
  const grained = 1 + 3.4 * grain * (((luck * 7919) % 1) - 0.5)
  const value = gain * albedo * grained * (8 / (8 + reach)) ** falling
  return Math.round(Math.min(MOST_INTENSITY, Math.max(0, value)) * LEVELS) / LEVELS
}
