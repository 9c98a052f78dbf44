import {
  fromMatrix3,
  type Mat3,
  type PinholeCamera,
  toMatrix3,
  type Vec3,
} from '@trueline/geometry'
import { planeNoise } from '../noise.ts'
import { castBefore, castThings, createCast } from '../raster/cast.ts'
import type { Thing } from '../raster/thing.ts'
import type { View } from '../raster/view.ts'
import { createContact } from './contact.ts'
import { cameraGrid } from './lens.ts'

const ELEVATION = 0.72
const AZIMUTH = 2.35

/** Unit vector to the sun, in the street's space. */
export const TO_SUN: Vec3 = [
  Math.cos(ELEVATION) * Math.cos(AZIMUTH),
  Math.cos(ELEVATION) * Math.sin(AZIMUTH),
  Math.sin(ELEVATION),
]

/** A point of the street. */
type Place = { readonly x: number; readonly y: number; readonly z: number }

/** What keeps light from places: whatever lies deeper than what the sun sees from afar is in shadow. */
export type ShadowMap = {
  /** Share of the sun that reaches a point, 0..1, with soft edges; 1 outside the map. */
  readonly litAt: (at: Place, bias: number) => number
  /** Share of the sky that the ground sees past the road users that stand on it, 0..1. */
  readonly openAt: (x: number, y: number) => number
}

const SUN_DISTANCE = 900
const MAP_PX = 1400
const MAP_WIDTH = 130
const PLACE_EVERY = 10
const FOCAL_PX = (MAP_PX * SUN_DISTANCE) / MAP_WIDTH

const SUN_LENS: PinholeCamera = {
  lens: 'pinhole',
  widthPx: MAP_PX,
  heightPx: MAP_PX,
  focalPx: [FOCAL_PX, FOCAL_PX],
  centerPx: [MAP_PX / 2, MAP_PX / 2],
}

/** Camera axes in the street's space, as columns right, down, forward: forward is away from the sun. */
const SUN_AXES: Mat3 = /* @__PURE__ */ (() => {
  const [x, y, z] = TO_SUN
  const flat = Math.hypot(x, y)
  const right: Vec3 = [-y / flat, x / flat, 0]
  // Forward × right, so that the axes are right-handed.
  const down: Vec3 = [-z * -right[1], -z * right[0], -x * right[1] + y * right[0]]
  return toMatrix3(
    fromMatrix3([right[0], down[0], -x, right[1], down[1], -y, right[2], down[2], -z]),
  )
})()

/**
 * Casts shadows around a place, by looking at the things from the sun's side.
 *
 * The map keeps to a raster of places, so that what never moves is cast once in a while only. It
 * holds good until the next one is cast.
 */
export function createShadowCaster(): (around: Vec3, things: readonly Thing[]) => ShadowMap {
  const grid = cameraGrid(SUN_LENS, 1)
  const still = createCast(grid)
  const whole = createCast(grid)
  let castAt: Vec3 | null = null
  return (around, things) => {
    const middle: Vec3 = [
      PLACE_EVERY * Math.round(around[0] / PLACE_EVERY),
      PLACE_EVERY * Math.round(around[1] / PLACE_EVERY),
      0,
    ]
    const view: View = {
      grid,
      eye: [
        middle[0] + TO_SUN[0] * SUN_DISTANCE,
        middle[1] + TO_SUN[1] * SUN_DISTANCE,
        middle[2] + TO_SUN[2] * SUN_DISTANCE,
      ],
      worldFromSensor: SUN_AXES,
      reach: 2 * SUN_DISTANCE,
      beamSeed: null,
    }
    if (castAt === null || castAt[0] !== middle[0] || castAt[1] !== middle[1]) {
      // The road throws no shadow that anybody sees.
      castThings(
        view,
        things.filter(({ chunk, objectIndex }) => chunk === null && objectIndex < 0),
        still,
      )
      castAt = middle
    }
    const users = things.filter(({ objectIndex }) => objectIndex >= 0)
    const { depth } = castBefore(view, users, { cast: still, into: whole })
    return { litAt: litBy(depth, view.eye), openAt: createContact(middle, users) }
  }
}

function litBy(depth: Float32Array, eye: Vec3): ShadowMap['litAt'] {
  const a = SUN_AXES
  return ({ x, y, z }, bias) => {
    const dx = x - eye[0]
    const dy = y - eye[1]
    const dz = z - eye[2]
    const away = a[2] * dx + a[5] * dy + a[8] * dz
    const u = ((a[0] * dx + a[3] * dy + a[6] * dz) / away) * FOCAL_PX + MAP_PX / 2
    const v = ((a[1] * dx + a[4] * dy + a[7] * dz) / away) * FOCAL_PX + MAP_PX / 2
    const column = Math.floor(u)
    const row = Math.floor(v)
    if (column < 0 || row < 0 || column >= MAP_PX - 1 || row >= MAP_PX - 1) return 1
    const at = row * MAP_PX + column
    const limit = away - bias
    const right = u - column
    const below = v - row
    const upper = (depth[at]! >= limit ? 1 - right : 0) + (depth[at + 1]! >= limit ? right : 0)
    const lower =
      (depth[at + MAP_PX]! >= limit ? 1 - right : 0) +
      (depth[at + MAP_PX + 1]! >= limit ? right : 0)
    return upper * (1 - below) + lower * below
  }
}

/** How far the sky's color is towards that of the zenith, by height. */
const TO_ZENITH = /* @__PURE__ */ Float64Array.from({ length: 1024 }, (_, i) => (i / 1023) ** 0.6)

/** Writes the linear color of the sky in a unit direction. */
export function skyColor(into: Float64Array, direction: ArrayLike<number>): void {
  const [x, y, z] = [direction[0]!, direction[1]!, direction[2]!]
  const up = Math.max(0, z)
  const toZenith = TO_ZENITH[Math.min(1023, Math.floor(up * 1.6 * 1023))]!
  let red = 0.78 + (0.16 - 0.78) * toZenith
  let green = 0.86 + (0.36 - 0.86) * toZenith
  let blue = 0.95 + (0.8 - 0.95) * toZenith
  if (up > 0.02) {
    const [cx, cy] = [(x / (up + 0.12)) * 1.4, (y / (up + 0.12)) * 1.4]
    const billow =
      0.6 * planeNoise(cx, cy) +
      0.28 * planeNoise(2.3 * cx, 2.3 * cy) +
      0.12 * planeNoise(5.1 * cx, 5.1 * cy)
    const cloud = Math.min(1, Math.max(0, (billow - 0.5) * 4)) * Math.min(1, up * 5) * 0.75
    red += (0.98 - red) * cloud
    green += (0.98 - green) * cloud
    blue += (1 - blue) * cloud
  }
  const toSun = Math.max(0, x * TO_SUN[0] + y * TO_SUN[1] + z * TO_SUN[2])
  const fourth = toSun * toSun * toSun * toSun
  const eighth = fourth * fourth
  const glow = eighth * eighth * eighth
  into[0] = red + 0.5 * glow
  into[1] = green + 0.42 * glow
  into[2] = blue + 0.25 * glow
}
