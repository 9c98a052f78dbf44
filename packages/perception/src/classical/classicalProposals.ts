import type { Vec3 } from '@trueline/geometry'
import { createFit, type Ground, groundOf, POINT_STRIDE } from '@trueline/pointcloud'
import type { Detection } from '../detection.ts'
import { heightsAbove } from '../raster/heightsAbove.ts'
import { type Cluster, clustersOf } from './clusters.ts'
import { kindOf, LONGEST, mayBeObject } from './kinds.ts'
import { boundsOf, type Shape, shapeOf } from './shape.ts'

/** What stands lower than this is ground or kerb; what begins higher hangs over the road. */
const LOWEST = 0.3
const HIGHEST = 4.5

/** Cells in which what is larger than any object is looked at again, as shares of the usual ones. */
const FINER = [1, 0.6, 0.4]

const FEWEST_POINTS = 8

/** A group of points as it looks. */
export type Standing = { readonly cluster: Cluster; readonly shape: Shape }

/**
 * Road users found without any network: what stands on the local ground and hangs together, its L-shape,
 * and the sizes of cars, pedestrians, cyclists and large vehicles. For any sensor.
 *
 * Best first. The score says how much of a usual object was seen; it is no probability.
 *
 * @param points N × 4 rows of x, y, z, intensity in ego space, z up.
 * @param sensor Where the lidar stands: sides that it cannot see are carried on to the usual size.
 */
export function classicalProposals(points: Float32Array, sensor: Vec3): readonly Detection[] {
  const ground = groundOf(points)
  return standingIn(points, ground)
    .flatMap((standing) => proposalOf(standing, ground, sensor))
    .toSorted((a, b) => b.score - a.score)
}

/** The groups of points that stand on the ground, those larger than any object split where they can be. */
export function standingIn(points: Float32Array, ground: Ground): readonly Standing[] {
  const heights = heightsAbove(ground, points)
  const standing = new Float32Array(points.length)
  let length = 0
  for (let row = 0; row < heights.length; row++) {
    const height = heights[row]!
    if (!(height >= LOWEST && height <= HIGHEST)) continue
    const at = row * POINT_STRIDE
    for (let value = 0; value < POINT_STRIDE; value++) standing[length++] = points[at + value]!
  }
  return split(standing.slice(0, length), ground, 0)
}

function split(points: Float32Array, ground: Ground, level: number): readonly Standing[] {
  const isLast = level + 1 === FINER.length
  const fine = { cellShare: FINER[level]!, fewest: FEWEST_POINTS }
  return clustersOf(points, fine).flatMap((cluster) => {
    const bounds = boundsOf(cluster, ground)
    if (Math.max(bounds.length, bounds.width) > LONGEST) {
      return isLast ? [] : split(cluster, ground, level + 1)
    }
    if (!mayBeObject(bounds)) return []
    const shape = shapeOf(cluster, bounds)
    if (shape === null) return []
    if (kindOf(shape) !== null) return [{ cluster, shape }]
    return isLast ? [] : split(cluster, ground, level + 1)
  })
}

function proposalOf(
  { cluster, shape }: Standing,
  ground: Ground,
  sensor: Vec3,
): readonly Detection[] {
  const found = kindOf(shape)
  if (found === null) return []
  const { kind, score } = found
  const answer = createFit(
    cluster,
    { kind: 'area', corners: cornersAround(shape) },
    { ground, sensor, typicalExtent: kind.typicalExtent, referenceYaw: shape.yaw },
  )
  if (answer.outcome === 'refused') return []
  return [{ cuboid: answer.cuboid, category: kind.category, score }]
}

/** An area that holds all of a cluster. */
function cornersAround({ center: [x, y, z], extent }: Shape): readonly Vec3[] {
  const reach = Math.hypot(extent[0], extent[1]) + 1
  return [
    [x - reach, y - reach, z],
    [x + reach, y - reach, z],
    [x + reach, y + reach, z],
    [x - reach, y + reach, z],
  ]
}
