import {
  fromMatrix3,
  type Mat3,
  type PinholeCamera,
  toMatrix3,
  type Vec3,
} from '@trueline/geometry'
import { planeNoise } from '../noise.ts'
import { type Cast, castThings } from '../raster/cast.ts'
import type { Thing } from '../raster/thing.ts'
import { cameraGrid } from './lens.ts'

const ELEVATION = 0.72
const AZIMUTH = 2.35

/** Unit vector to the sun, in the street's space. */
export const TO_SUN: Vec3 = [
  Math.cos(ELEVATION) * Math.cos(AZIMUTH),
  Math.cos(ELEVATION) * Math.sin(AZIMUTH),
  Math.sin(ELEVATION),
]

/** What the sun sees from afar around one place: whatever lies deeper is in shadow. */
export type ShadowMap = {
  /** Share of the sun that reaches a point, 0..1, with soft edges; 1 outside the map. */
  readonly litAt: (x: number, y: number, z: number, bias: number) => number
}

const SUN_DISTANCE = 900
const MAP_PX = 1400
const MAP_WIDTH = 130
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

/** Casts shadows around a place, by looking at the things from the sun's side. */
export function createShadowCaster(): (around: Vec3, things: readonly Thing[]) => ShadowMap {
  const grid = cameraGrid(SUN_LENS, 1)
  return (around, things) => {
    const eye: Vec3 = [
      around[0] + TO_SUN[0] * SUN_DISTANCE,
      around[1] + TO_SUN[1] * SUN_DISTANCE,
      around[2] + TO_SUN[2] * SUN_DISTANCE,
    ]
    const view = { grid, eye, worldFromSensor: SUN_AXES, reach: 2 * SUN_DISTANCE, beamSeed: null }
    // The road throws no shadow that anybody sees.
    const cast: Cast = castThings(
      view,
      things.filter(({ chunk }) => chunk === null),
    )
    return { litAt: litBy(cast.depth, eye) }
  }
}

function litBy(depth: Float32Array, eye: Vec3): ShadowMap['litAt'] {
  const a = SUN_AXES
  return (x, y, z, bias) => {
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

/** Writes the linear color of the sky in a unit direction. */
export function skyColor(into: Float64Array, [x, y, z]: Vec3): void {
  const up = Math.max(0, z)
  const toZenith = Math.min(1, up * 1.6) ** 0.6
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
  const glow = Math.max(0, x * TO_SUN[0] + y * TO_SUN[1] + z * TO_SUN[2]) ** 24
  into[0] = red + 0.5 * glow
  into[1] = green + 0.42 * glow
  into[2] = blue + 0.25 * glow
}
