import { type Cuboid, toMatrix3, wrapAngle } from '@trueline/geometry'
import type { Sweep } from '@trueline/pointcloud'
import { beam, comesBack } from './beam.ts'
import type { Exposure } from './exposure.ts'
import { distort, distortedCuboid } from './motion.ts'

const STILL = [0, 0] as const

/** A sweep in sensor space, and the user each of its points came back from, or -1. */
export type ReadSweep = { readonly sweep: Sweep; readonly objects: Int32Array }

/**
 * What comes back of a cast, column after column, lowest ring first.
 *
 * A return is lost with range, grazing incidence and dark material, and now and then for no reason.
 * What moves while the sensor turns is met where it then is.
 */
export function readReturns(exposure: Exposure): ReadSweep {
  const { site, lidar, grid, motion, egoFromSensor } = exposure
  const { model, returns } = lidar
  const { rows, columns } = grid
  const m = toMatrix3(egoFromSensor.rotation)
  const [eyeX, eyeY, eyeZ] = egoFromSensor.translation
  const points = new Float32Array(4 * rows * columns)
  const ring = new Uint16Array(rows * columns)
  const timeOffset = new Float32Array(rows * columns)
  const objects = new Int32Array(rows * columns)
  const point = new Float64Array(3)
  let count = 0
  for (let column = 0; column < columns; column++) {
    const azimuth = wrapAngle(model.seam - ((column + 0.5) / columns) * 2 * Math.PI)
    if (Math.abs(azimuth) > returns.halfField) continue
    const seconds = (column / columns) * model.secondsPerTurn
    const at = { motion, seconds: seconds - motion.reference * model.secondsPerTurn }
    for (let row = 0; row < rows; row++) {
      if (!comesBack(exposure, row * columns + column, m)) continue
      point[0] = eyeX + beam.x * beam.range
      point[1] = eyeY + beam.y * beam.range
      point[2] = eyeZ + beam.z * beam.range
      distort(point, at, beam.object < 0 ? STILL : site.users[beam.object]!.velocity)
      const [x, y, z] = [point[0]! - eyeX, point[1]! - eyeY, point[2]! - eyeZ]
      points[4 * count] = m[0] * x + m[3] * y + m[6] * z
      points[4 * count + 1] = m[1] * x + m[4] * y + m[7] * z
      points[4 * count + 2] = m[2] * x + m[5] * y + m[8] * z
      points[4 * count + 3] = Math.min(
        1,
        beam.reflectance * (0.45 + 0.55 * Math.sqrt(beam.incidence)),
      )
      ring[count] = row
      timeOffset[count] = seconds
      objects[count] = beam.object
      count++
    }
  }
  return {
    sweep: {
      points: points.slice(0, 4 * count),
      ring: ring.slice(0, count),
      timeOffset: timeOffset.slice(0, count),
    },
    objects: objects.slice(0, count),
  }
}

/** How many points came back from a road user, and its box where the sweep shows it. */
export type SeenUser = { readonly pointCount: number; readonly cuboid: Cuboid }

/**
 * Each user of an exposure's site as a sweep of it shows them: where the middle one of their points
 * was met. Who was not met stands where the scene has them.
 */
export function seenUsers(
  { site, lidar, motion }: Exposure,
  { sweep, objects }: ReadSweep,
): readonly SeenUser[] {
  const rows = site.users.map(() => [] as number[])
  for (let row = 0; row < objects.length; row++) {
    const object = objects[row]!
    if (object >= 0) rows[object]!.push(row)
  }
  return site.users.map(({ cuboid, velocity }, i) => {
    const own = rows[i]!
    const middle = own[own.length >> 1]
    if (middle === undefined || sweep.timeOffset === null) return { pointCount: 0, cuboid }
    const seconds = sweep.timeOffset[middle]! - motion.reference * lidar.model.secondsPerTurn
    const seen = distortedCuboid(cuboid, { motion, seconds }, velocity)
    return { pointCount: own.length, cuboid: seen }
  })
}
