import { hashUnit } from '../random.ts'
import type { GroundPicture } from './groundPicture.ts'
import {
  cellAt,
  type GroundLook,
  type Heights,
  heightAt,
  mottle,
  paintLeft,
} from './groundScene.ts'
import type { GroundSensor } from './groundSensor.ts'
import { isHidden, type Shadow } from './occluder.ts'
import type { Place } from './reference.ts'

/** The ground of a window: what its picture, look and heights say. */
export type GroundScene = {
  readonly picture: GroundPicture
  readonly look: GroundLook
  readonly heights: Heights
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

const LEVELS = 255
/** Farther than this to the side or ahead of the ego no ring is followed. */
const NOISE_WIDTH = 3.4

/**
 * The ground's points of one turn: N × 4 rows of x, y, z, intensity in ego space (its origin on the
 * road). Each ray meets the road's plane where it would, then rises to what lies there; rays are lost
 * with distance and to what hides the ground. About 100 ns a ray.
 */
export function groundSweep(scene: GroundScene, turn: GroundTurn): Float32Array {
  const { slopes, step } = turn.sensor
  const rays = Math.floor((2 * Math.PI) / step)
  const target = { points: new Float32Array(slopes.length * rays * 4), end: 0 }
  for (let ring = 0; ring < slopes.length; ring++) followRing(scene, turn, [ring, rays], target)
  return target.points.subarray(0, target.end)
}

function followRing(
  { picture, look, heights }: GroundScene,
  { sensor, ego, shadow, seed }: GroundTurn,
  [ring, rays]: readonly [ring: number, rays: number],
  target: { readonly points: Float32Array; end: number },
): void {
  const { slopes, step, height, losing, ahead, hasIntensity } = sensor
  const slope = slopes[ring]!
  const flat = height / slope
  const kept = Math.exp((-flat * 0.7) / losing)
  const gain = sensor.gain * (8 / (8 + flat)) ** sensor.falling
  const cosEgo = Math.cos(ego.heading)
  const sinEgo = Math.sin(ego.heading)
  const ground = heightAt(heights, ego.x, ego.y)
  const baseX = ego.x + cosEgo * ahead
  const baseY = ego.y + sinEgo * ahead
  const { points } = target
  const { rise, rough } = look
  let end = target.end
  for (let ray = 0; ray < rays; ray++) {
    const luck = hashUnit(seed * 4096 + ring, ray)
    if (luck > kept) continue
    const angle = (ray + 0.37 * ring) * step
    const cos = Math.cos(angle)
    const sin = Math.sin(angle)
    const cosWorld = cosEgo * cos - sinEgo * sin
    const sinWorld = sinEgo * cos + cosEgo * sin
    // Where the road's plane lies higher the ray meets it sooner.
    const lift = heightAt(heights, baseX + flat * cosWorld, baseY + flat * sinWorld) - ground
    const reach = Math.min(1.5 * flat, Math.max(0.6 * flat, (height - lift) / slope))
    const x = baseX + reach * cosWorld
    const y = baseY + reach * sinWorld
    const cell = cellAt(x, y)
    if (cell < 0 || isHidden(shadow, angle + ego.heading, reach)) continue
    // A second chance out of the first one's later digits.
    const chance = fraction(luck * 7919)
    const material = picture.material[cell]!
    const jitter = NOISE_WIDTH * sensor.jitter * (chance - 0.5)
    points[end] = ahead + (reach + jitter) * cos
    points[end + 1] = (reach + jitter) * sin
    points[end + 2] =
      heightAt(heights, x, y) -
      ground +
      rise[material]! +
      0.5 * jitter +
      rough[material]! * NOISE_WIDTH * (fraction(luck * 104729) - 0.5)
    if (hasIntensity) {
      const paint = picture.paint[cell]!
      const plain = look.albedo[material]! * mottle(look, x, y)
      const left = paint === 0 ? 0 : paintLeft(paint, look.wear, x, y)
      const albedo = plain + (sensor.paintGain - plain) * left
      const grained = 1 + NOISE_WIDTH * sensor.grain * (fraction(luck * 15485863) - 0.5)
      const value = gain * albedo * grained
      points[end + 3] = Math.round(Math.min(1, Math.max(0, value)) * LEVELS) / LEVELS
    }
    end += 4
  }
  target.end = end
}

/** What of a number lies behind its point. */
function fraction(value: number): number {
  return value - Math.floor(value)
}
