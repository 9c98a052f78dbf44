import { compose, invert, type Pose, toMatrix4 } from '@trueline/geometry'
import type { Matrix } from './matrixFloat.ts'

/** Where a lidar stands and how its beams are inclined, lowest first as calibrations have them. */
export type LaserCalibration = {
  readonly egoFromSensor: Pose
  /** One a row of its range images; none where they lie evenly from `lowest` to `highest`. */
  readonly inclinations: readonly number[]
  readonly lowest: number
  readonly highest: number
}

/** What a range image's pixels are seen from. */
export type Sight = {
  readonly laser: LaserCalibration
  /** The vehicle in the world at each pixel, as roll, pitch, yaw, x, y, z; `null` where it stands still. */
  readonly pixelPoses: Matrix | null
  readonly worldFromEgo: Pose
}

/** Rows of x, y, z, intensity in sensor space, and the row of the image each came from. */
export type RangePoints = { readonly points: Float32Array; readonly ring: Uint16Array }

/**
 * The points of a range image with channels range and intensity first; pixels without a return are none.
 *
 * Where each pixel has a pose, its point is taken to where the sensor was at the frame's own pose: what
 * the vehicle moved while the lidar turned is undone (Waymo's `range_image_utils`,
 * `extract_point_cloud_from_range_image`).
 *
 * @throws {RangeError} when inclinations or poses are of another image.
 */
export function rangePoints(
  image: Matrix,
  { laser, pixelPoses, worldFromEgo }: Sight,
): RangePoints {
  const { rows, columns, channels, values } = image
  checkShapes(image, laser, pixelPoses)
  const count = countReturns(image)
  const points = new Float32Array(count * 4)
  const ring = new Uint16Array(count)
  const [sines, cosines] = directionsOf(columns, laser.egoFromSensor)
  const unroll = pixelPoses && unrollOf(pixelPoses, laser.egoFromSensor, worldFromEgo)
  let to = 0
  for (let row = 0; row < rows; row++) {
    const inclination = inclinationOf(laser, row, rows)
    const [flat, up] = [Math.cos(inclination), Math.sin(inclination)]
    for (let column = 0; column < columns; column++) {
      const pixel = row * columns + column
      const range = values[pixel * channels]!
      if (!(range > 0)) continue
      const at = to * 4
      points[at] = range * flat * cosines[column]!
      points[at + 1] = range * flat * sines[column]!
      points[at + 2] = range * up
      points[at + 3] = channels > 1 ? values[pixel * channels + 1]! : 0
      unroll?.(points, at, pixel)
      ring[to++] = row
    }
  }
  return { points, ring }
}

function checkShapes(
  { rows, columns, channels }: Matrix,
  laser: LaserCalibration,
  poses: Matrix | null,
) {
  const { inclinations } = laser
  if (inclinations.length > 0 && inclinations.length !== rows) {
    throw new RangeError(`${inclinations.length} inclinations for ${rows} rows`)
  }
  const isOther = poses !== null && (poses.rows !== rows || poses.columns !== columns)
  if (channels < 1 || isOther || (poses !== null && poses.channels !== 6)) {
    const of =
      poses === null ? '' : `, poses of ${poses.rows} × ${poses.columns} × ${poses.channels}`
    throw new RangeError(`an image of ${rows} × ${columns} × ${channels}${of}`)
  }
}

function countReturns({ values, channels }: Matrix): number {
  let count = 0
  for (let at = 0; at < values.length; at += channels) if (values[at]! > 0) count++
  return count
}

/** The first row looks highest. */
function inclinationOf(
  { inclinations, lowest, highest }: LaserCalibration,
  row: number,
  rows: number,
) {
  const fromBelow = rows - 1 - row
  return inclinations[fromBelow] ?? lowest + ((fromBelow + 0.5) / rows) * (highest - lowest)
}

/** Sine and cosine of each column's azimuth in sensor space: the middle column looks along the vehicle's x. */
function directionsOf(columns: number, egoFromSensor: Pose): readonly [Float64Array, Float64Array] {
  const m = toMatrix4(egoFromSensor)
  const turned = Math.atan2(m[4]!, m[0]!)
  const sines = new Float64Array(columns)
  const cosines = new Float64Array(columns)
  for (let column = 0; column < columns; column++) {
    const azimuth = ((columns - column - 0.5) / columns) * 2 * Math.PI - Math.PI - turned
    sines[column] = Math.sin(azimuth)
    cosines[column] = Math.cos(azimuth)
  }
  return [sines, cosines]
}

/** Moves a point from where the sensor was at its pixel to where it was at the frame's pose, in place. */
function unrollOf(
  { values }: Matrix,
  egoFromSensor: Pose,
  worldFromEgo: Pose,
): (points: Float32Array, at: number, pixel: number) => void {
  const e = toMatrix4(egoFromSensor)
  const s = toMatrix4(compose(invert(egoFromSensor), invert(worldFromEgo)))
  return (points, at, pixel) => {
    const [x, y, z] = [points[at]!, points[at + 1]!, points[at + 2]!]
    const ego = placed(e, [x, y, z])
    const world = placed(pixelMatrix(values, pixel * 6), ego)
    const sensor = placed(s, world)
    points[at] = sensor[0]
    points[at + 1] = sensor[1]
    points[at + 2] = sensor[2]
  }
}

type Three = readonly [number, number, number]

function placed(m: readonly number[], [x, y, z]: Three): Three {
  return [
    m[0]! * x + m[1]! * y + m[2]! * z + m[3]!,
    m[4]! * x + m[5]! * y + m[6]! * z + m[7]!,
    m[8]! * x + m[9]! * y + m[10]! * z + m[11]!,
  ]
}

/** Rz(yaw) · Ry(pitch) · Rx(roll), and the place behind. */
function pixelMatrix(values: Float32Array, at: number): readonly number[] {
  const [cr, sr] = [Math.cos(values[at]!), Math.sin(values[at]!)]
  const [cp, sp] = [Math.cos(values[at + 1]!), Math.sin(values[at + 1]!)]
  const [cy, sy] = [Math.cos(values[at + 2]!), Math.sin(values[at + 2]!)]
  return [
    ...[cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr, values[at + 3]!],
    ...[sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr, values[at + 4]!],
    ...[-sp, cp * sr, cp * cr, values[at + 5]!],
  ]
}
