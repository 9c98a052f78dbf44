import { hashUnit } from '../random.ts'
import { type GroundPicture, PICTURE } from './groundPicture.ts'
import {
  cellAt,
  type GroundLook,
  type Heights,
  heightAt,
  isRoad,
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
/** The width of an even number's range whose deviation is 1. */
const EVEN = 3.4

/** Room for the points of a turn, and the directions of a sensor's rays from the first one on. */
export type SweepRoom = {
  readonly points: Float32Array
  readonly cosines: Float64Array
  readonly sines: Float64Array
}

/** Room for the turns of a sensor. */
export function roomOf({ slopes, step }: GroundSensor): SweepRoom {
  const rays = Math.floor((2 * Math.PI) / step)
  const room: SweepRoom = {
    points: new Float32Array(slopes.length * rays * 4),
    cosines: new Float64Array(rays),
    sines: new Float64Array(rays),
  }
  for (let ray = 0; ray < rays; ray++) {
    room.cosines[ray] = Math.cos(ray * step)
    room.sines[ray] = Math.sin(ray * step)
  }
  return room
}

/**
 * The ground's points of one turn: N × 4 rows of x, y, z, intensity in ego space (its origin on the
 * road), in the room given. Each ray meets the road's plane where it would, then rises to what lies
 * there; rays are lost with distance and to what hides the ground. About 60 ns a ray.
 */
export function groundSweep(scene: GroundScene, turn: GroundTurn, room: SweepRoom): Float32Array {
  const sink: Sink = { ...room, ring: 0, end: 0 }
  for (; sink.ring < turn.sensor.slopes.length; sink.ring++) followRing(scene, turn, sink)
  return room.points.subarray(0, sink.end)
}

/** Which ring is followed, and where its points are put. */
type Sink = SweepRoom & { ring: number; end: number }

function followRing(
  { picture, look, heights }: GroundScene,
  { sensor, ego, shadow, seed }: GroundTurn,
  sink: Sink,
): void {
  const { step, height, losing, ahead, hasIntensity } = sensor
  const { ring, points, cosines, sines } = sink
  const slope = sensor.slopes[ring]!
  const flat = height / slope
  const kept = Math.exp((-flat * 0.7) / losing)
  const gain = sensor.gain * (8 / (8 + flat)) ** sensor.falling
  const first = 0.37 * ring * step
  const [cosFirst, sinFirst] = [Math.cos(first), Math.sin(first)]
  const [cosEgo, sinEgo] = [Math.cos(ego.heading), Math.sin(ego.heading)]
  const [baseX, baseY] = [ego.x + cosEgo * ahead, ego.y + sinEgo * ahead]
  const ground = heightAt(heights, ego.x, ego.y)
  let end = sink.end
  for (let ray = 0; ray < cosines.length; ray++) {
    const cos = cosFirst * cosines[ray]! - sinFirst * sines[ray]!
    const sin = sinFirst * cosines[ray]! + cosFirst * sines[ray]!
    const cosWorld = cosEgo * cos - sinEgo * sin
    const sinWorld = sinEgo * cos + cosEgo * sin
    const guessX = baseX + flat * cosWorld
    const guessY = baseY + flat * sinWorld
    if (isAfar(guessX, guessY)) continue
    const luck = hashUnit(seed * 4096 + ring, ray)
    if (luck > kept) continue
    // Where the road's plane lies higher the ray meets it sooner.
    const lift = heightAt(heights, guessX, guessY) - ground
    let reach = Math.min(1.5 * flat, Math.max(0.6 * flat, (height - lift) / slope))
    let x = baseX + reach * cosWorld
    let y = baseY + reach * sinWorld
    let cell = cellAt(x, y)
    if (cell < 0) continue
    let rise = look.rise[picture.material[cell]!]!
    if (rise > 0) {
      // A kerb stands in the ray's way: it meets the top sooner, or the face between.
      const nearer = Math.max(0.5 * reach, reach - rise / slope)
      const before = cellAt(baseX + nearer * cosWorld, baseY + nearer * sinWorld)
      const isTop = before >= 0 && look.rise[picture.material[before]!]! >= 0.9 * rise
      reach = isTop
        ? nearer
        : faceOf([reach, nearer, baseX, baseY, cosWorld, sinWorld], picture, look)
      rise = isTop ? rise : Math.min(rise, height - lift - reach * slope)
      x = baseX + reach * cosWorld
      y = baseY + reach * sinWorld
      cell = cellAt(x, y)
      if (cell < 0) continue
    }
    if (isHidden(shadow, ray * step + first + ego.heading, reach)) continue
    const material = picture.material[cell]!
    // Further chances out of the first one's later digits.
    const jitter = EVEN * sensor.jitter * (fraction(luck * 7919) - 0.5)
    const roughness = EVEN * look.rough[material]! * (fraction(luck * 104729) - 0.5)
    // Plants, bins and feet of walls: what is low enough to pass for ground.
    const clutter = isRoad(material) ? 0 : Math.max(0, fraction(luck * 6971) - look.bare) * 2
    points[end] = ahead + (reach + jitter) * cos
    points[end + 1] = (reach + jitter) * sin
    points[end + 2] =
      heightAt(heights, x, y) - ground + rise + 0.5 * jitter + roughness + Math.min(0.3, clutter)
    if (hasIntensity) {
      const paint = picture.paint[cell]!
      const plain = look.albedo[material]! * mottle(look, x, y)
      const left = paint === 0 ? 0 : paintLeft(paint, look.wear, [x, y])
      const albedo = plain + (sensor.paintGain - plain) * left
      const grained = 1 + EVEN * sensor.grain * (fraction(luck * 15485863) - 0.5)
      const value = gain * albedo * grained
      points[end + 3] = Math.round(Math.min(1, Math.max(0, value)) * LEVELS) / LEVELS
    }
    end += 4
  }
  sink.end = end
}

/** How far along a ray a kerb's face is met: between the road before it and the top behind it. */
function faceOf(
  [far, near, x, y, cos, sin]: readonly [number, number, number, number, number, number],
  { material }: GroundPicture,
  { rise }: GroundLook,
): number {
  let [low, high] = [near, far]
  for (let halving = 0; halving < 3; halving++) {
    const middle = (low + high) / 2
    const cell = cellAt(x + middle * cos, y + middle * sin)
    if (cell >= 0 && rise[material[cell]!]! > 0) high = middle
    else low = middle
  }
  return high
}

/** How far beyond the picture a ray that meets the plane there may still meet the ground on it. */
const SLACK = 6

function isAfar(x: number, y: number): boolean {
  const isBeside = y > PICTURE.side + SLACK || y < -PICTURE.side - SLACK
  return isBeside || x > PICTURE.front + SLACK || x < -PICTURE.back - SLACK
}

/** What of a number lies behind its point. */
function fraction(value: number): number {
  return value - Math.floor(value)
}
