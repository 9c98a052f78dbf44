import type { PackSection } from '@trueline/annotation'
import { POINT_STRIDE } from './sweep.ts'

/** How far the near field reaches from the sensor along any axis. */
const NEAR_REACH = 160

/** A grid finer than this says more than any lidar measures. */
const FINEST_STEP = 0.0001

/** Half the cells an axis has; -32768 stays free, so that the grid is symmetric about its origin. */
const HALF_CELLS = 32767

/** The band of a row that is in no section. */
const DROPPED = 255

/** A section to be written, and the band of the rows that belong to it. */
export type SectionGrid = PackSection & { readonly band: number }

/**
 * The sections a sweep needs, near field first, and the band of each row.
 *
 * Band 0 is the near field; band k holds what lies up to 2^k times as far, so that a step is never
 * coarser than 1/32767 of the distance, and one stray echo at 10 km does not coarsen the rest. Each
 * grid is laid around the points it holds.
 */
export function boundsBy(points: Float32Array): {
  readonly bandOfRow: Uint8Array
  readonly grids: readonly SectionGrid[]
} {
  const bandOfRow = new Uint8Array(points.length / POINT_STRIDE)
  const far = new Map<number, Bounds>()
  let count = 0
  let minX = Number.POSITIVE_INFINITY
  let minY = Number.POSITIVE_INFINITY
  let minZ = Number.POSITIVE_INFINITY
  let maxX = Number.NEGATIVE_INFINITY
  let maxY = Number.NEGATIVE_INFINITY
  let maxZ = Number.NEGATIVE_INFINITY
  for (let row = 0, at = 0; row < bandOfRow.length; row++, at += POINT_STRIDE) {
    const x = points[at]!
    const y = points[at + 1]!
    const z = points[at + 2]!
    // Nearly every point lies within the bounds so far, which takes the fewest comparisons to see.
    if (x >= minX && x <= maxX && y >= minY && y <= maxY && z >= minZ && z <= maxZ) {
      count++
    } else if (Math.max(Math.abs(x), Math.abs(y), Math.abs(z)) <= NEAR_REACH) {
      count++
      minX = Math.min(minX, x)
      maxX = Math.max(maxX, x)
      minY = Math.min(minY, y)
      maxY = Math.max(maxY, y)
      minZ = Math.min(minZ, z)
      maxZ = Math.max(maxZ, z)
    } else {
      bandOfRow[row] = placeFar(far, x, y, z)
    }
  }
  const near = gridOf(0, { count, min: [minX, minY, minZ], max: [maxX, maxY, maxZ] })
  const bands = [...far].toSorted(([a], [b]) => a - b).map(([band, bounds]) => gridOf(band, bounds))
  return { bandOfRow, grids: count > 0 ? [near, ...bands] : bands }
}

type Bounds = {
  count: number
  readonly min: [number, number, number]
  readonly max: [number, number, number]
}

/** The band of a point beyond the near field, its bounds widened to hold it. */
function placeFar(far: Map<number, Bounds>, ...position: readonly [number, number, number]) {
  const [x, y, z] = position
  const reach = Math.max(Math.abs(x), Math.abs(y), Math.abs(z))
  if (!Number.isFinite(reach)) return DROPPED
  const band = Math.max(1, Math.ceil(Math.log2(reach / NEAR_REACH)))
  const bounds = far.get(band)
  if (bounds === undefined) {
    far.set(band, { count: 1, min: [x, y, z], max: [x, y, z] })
    return band
  }
  bounds.count++
  for (let axis = 0; axis < 3; axis++) {
    bounds.min[axis] = Math.min(bounds.min[axis]!, position[axis]!)
    bounds.max[axis] = Math.max(bounds.max[axis]!, position[axis]!)
  }
  return band
}

/** The finest grid that holds the bounds. */
function gridOf(band: number, { count, min, max }: Bounds): SectionGrid {
  const half = Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2]) / 2
  return {
    band,
    pointCount: count,
    origin: [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2],
    step: Math.max(FINEST_STEP, half / HALF_CELLS),
  }
}
