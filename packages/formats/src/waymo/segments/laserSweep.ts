import type { Pose } from '@trueline/geometry'
import { POINT_STRIDE, type Sweep } from '@trueline/pointcloud'
import { asFraction, intensityScale } from '../../intensity.ts'
import { bytesIn, fieldsOf } from '../../protobuf/fields.ts'
import { matrixOf } from './matrixFloat.ts'
import { type LaserCalibration, rangePoints } from './rangePoints.ts'

/** Fields of a `Laser`: its two returns; of a `RangeImage`: the image, and poses of its pixels. */
const RETURNS = [2, 3]
const IMAGE = 2
const POSES = 4

/**
 * The sweep in a `Laser` (dataset.proto): first returns, then second ones, in sensor space.
 *
 * @throws {RangeError} when it is none.
 */
export function laserSweep(
  bytes: Uint8Array,
  { laser, worldFromEgo }: { readonly laser: LaserCalibration; readonly worldFromEgo: Pose },
): Sweep {
  const fields = fieldsOf(bytes)
  const images = RETURNS.map((field) => bytesIn(fields, field).at(-1)).map((image) =>
    image === undefined ? null : fieldsOf(image),
  )
  // The poses stand with the first return and are those of both.
  const poses = images.flatMap((image) => (image ? bytesIn(image, POSES) : []))[0]
  const pixelPoses = poses === undefined ? null : matrixOf(poses)
  const parts = images.flatMap((image) => {
    const compressed = image && bytesIn(image, IMAGE).at(-1)
    if (!compressed) return []
    return [rangePoints(matrixOf(compressed), { laser, pixelPoses, worldFromEgo })]
  })
  const count = parts.reduce((sum, { ring }) => sum + ring.length, 0)
  const points = new Float32Array(count * POINT_STRIDE)
  const ring = new Uint16Array(count)
  let at = 0
  for (const part of parts) {
    points.set(part.points, at * POINT_STRIDE)
    ring.set(part.ring, at)
    at += part.ring.length
  }
  const scale = intensityScale(points, { start: 3, step: POINT_STRIDE, isInteger: false })
  for (let row = 3; row < points.length; row += POINT_STRIDE) {
    points[row] = asFraction(points[row]!, scale)
  }
  return { points, ring, timeOffset: null }
}
