import { type Vec3, ZERO } from '@trueline/geometry'
import { POINT_STRIDE, type Sweep } from '@trueline/pointcloud'
import { BadInputError } from '../badInputError.ts'
import type { Notice } from '../codec.ts'
import { asFraction, intensityScale } from '../intensity.ts'
import { WHOLE } from '../sharedTexts.ts'
import { timeOffsetsOf } from '../timeOffset.ts'
import type { Cloud, CloudColumn } from './cloud.ts'
import { cloudTexts as say } from './cloudTexts.ts'
import { type Roles, rolesOf } from './roles.ts'

/** Beyond this float32 is no longer good to a millimeter. */
export const FAR = 16_384
const HIGHEST_RING = 1023

/** Where a sweep's points are counted from, and its file for messages. */
export type SweepPlace = {
  readonly file: string
  /** Taken from every point, in the file's own space: clouds in map coordinates fit no float32. */
  readonly origin: Vec3
}

/**
 * The sweep in some columns, a row for each point, those that are not a number included.
 *
 * @throws {BadInputError} when they have no x, y, z.
 */
export function sweepOf(
  cloud: Cloud,
  { file, origin }: SweepPlace,
): { readonly sweep: Sweep; readonly notices: readonly Notice[] } {
  const roles = rolesOf(cloud.columns)
  const { position } = roles
  if (position === null) {
    const names = cloud.columns.map(({ name }) => name).join(' ')
    const found = names === '' ? say.noColumns : say.columns({ names })
    throw new BadInputError({ file, place: WHOLE, found, expected: say.columnsXyz })
  }
  const notices: Notice[] = [...cloud.notices]
  const points = new Float32Array(cloud.rows * POINT_STRIDE)
  let farthest = 0
  for (const [axis, column] of position.entries()) {
    const values = column.read()
    const start = origin[axis] ?? 0
    for (let row = 0, at = axis; row < cloud.rows; row++, at += POINT_STRIDE) {
      const value = values[row]! - start
      points[at] = value
      const reach = Math.abs(value)
      if (reach > farthest && reach < Number.POSITIVE_INFINITY) farthest = reach
    }
  }
  if (farthest > FAR) {
    notices.push({ file, place: WHOLE, message: say.far({ meters: Math.round(farthest) }) })
  }
  const brightness = brightnessOf(roles)
  if (brightness) {
    for (let row = 0; row < cloud.rows; row++) points[row * POINT_STRIDE + 3] = brightness[row]!
  }
  const optional = <T>(column: CloudColumn | null, make: (values: Float64Array) => T | null) => {
    if (column === null || cloud.rows === 0) return null
    const made = make(column.read())
    if (made === null) {
      notices.push({ file, place: WHOLE, message: say.senseless({ name: column.name }) })
    }
    return made
  }
  const ring = optional(roles.ring, ringsOf)
  const timeOffset = optional(roles.time, timeOffsetsOf)
  return { sweep: { points, ring, timeOffset }, notices }
}

/** A place near a cloud's first point where it lies too far for float32, in whole hundreds of meters. */
export function originOf(cloud: Cloud): Vec3 {
  const { position } = rolesOf(cloud.columns)
  if (position === null || cloud.rows === 0) return ZERO
  const [x = 0, y = 0, z = 0] = position.map((column) => {
    const first = column.read().find(Number.isFinite) ?? 0
    return Math.abs(first) > FAR ? Math.round(first / 100) * 100 : 0
  })
  return [x, y, z]
}

/** Brightness of the points, 0..1: the intensity, or that of colors where all of it is 0. */
function brightnessOf({ intensity, rgb, color }: Roles<CloudColumn>): Float64Array | null {
  if (intensity !== null) {
    const values = intensity.read()
    const { isInteger } = intensity
    if ((rgb === null && color === null) || values.some((value) => value > 0)) {
      return scaled(values, isInteger)
    }
  }
  if (rgb !== null) {
    const [red, green, blue] = rgb.map((column) => column.read()) as [Values, Values, Values]
    const values = red.map((value, row) => 0.299 * value + 0.587 * green[row]! + 0.114 * blue[row]!)
    return scaled(values, rgb[0].isInteger)
  }
  if (color === null) return null
  const { isInteger } = color
  return color.read().map((value) => luma(isInteger ? value : packed(value)))
}

type Values = Float64Array

function scaled(values: Values, isInteger: boolean): Values {
  const scale = intensityScale(values, { start: 0, step: 1, isInteger })
  for (let row = 0; row < values.length; row++) values[row] = asFraction(values[row]!, scale)
  return values
}

const BITS = new DataView(new ArrayBuffer(4))

/** The 24 bits of a color kept in a float: as its bits, or by some writers as its value. */
export function packed(value: number): number {
  if (value >= 1 && value < 0x1000000) return Math.round(value)
  BITS.setFloat32(0, value)
  return BITS.getUint32(0)
}

/** Brightness of a packed color, 0..1 (ITU-R BT.601). */
export function luma(color: number): number {
  const [red, green, blue] = [(color >>> 16) & 255, (color >>> 8) & 255, color & 255]
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255
}

/** Laser numbers; `null` where a value can be none. */
export function ringsOf(values: Values): Uint16Array | null {
  for (const value of values) {
    if (!Number.isInteger(value) || value < 0 || value > HIGHEST_RING) return null
  }
  return values.length === 0 ? null : Uint16Array.from(values)
}
