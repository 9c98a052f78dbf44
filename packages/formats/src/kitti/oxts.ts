import { fromEulerZYX, type Pose } from '@trueline/geometry'
import { linesOf, parseNumber } from '../text.ts'

/** The earth's radius in KITTI's Mercator projection, in meters. */
const RADIUS = 6378137
/** Values of a record that are read: latitude, longitude, altitude, roll, pitch, yaw. */
const VALUES = 6

/** Where the unit was, as it measured it: degrees, meters and radians. */
export type OxtsRecord = {
  readonly latitudeDeg: number
  readonly longitudeDeg: number
  readonly altitude: number
  readonly roll: number
  readonly pitch: number
  /** 0 is east, counter-clockwise. */
  readonly yaw: number
}

/** The record of an oxts file; `null` where it is none. */
export function parseOxts(text: string): OxtsRecord | null {
  const numbers = (linesOf(text)[0]?.text ?? '').split(/\s+/).map(parseNumber)
  const [latitudeDeg, longitudeDeg, altitude, roll, pitch, yaw] = numbers
  if (numbers.length < VALUES || numbers.slice(0, VALUES).includes(null)) return null
  if (Math.abs(latitudeDeg ?? 90) >= 90) return null
  return {
    latitudeDeg: latitudeDeg ?? 0,
    longitudeDeg: longitudeDeg ?? 0,
    altitude: altitude ?? 0,
    roll: roll ?? 0,
    pitch: pitch ?? 0,
    yaw: yaw ?? 0,
  }
}

/**
 * The unit's space (x forward, y left, z up) in a Mercator plane (x east, y north) that is true to
 * scale at a latitude.
 *
 * Source: KITTI raw devkit, `convertOxtsToPose.m` and `latlonToMercator.m`; the scale is the cosine of
 * the drive's first latitude.
 */
export function poseOfOxts(record: OxtsRecord, trueLatitudeDeg: number): Pose {
  const scale = Math.cos((trueLatitudeDeg * Math.PI) / 180)
  const { latitudeDeg, longitudeDeg, altitude, roll, pitch, yaw } = record
  return {
    translation: [
      (scale * longitudeDeg * Math.PI * RADIUS) / 180,
      scale * RADIUS * Math.log(Math.tan(((90 + latitudeDeg) * Math.PI) / 360)),
      altitude,
    ],
    rotation: fromEulerZYX({ yaw, pitch, roll }),
  }
}
