import { type Cuboid, pointsInCuboid } from '@trueline/geometry'
import { groundOf, POINT_STRIDE } from '@trueline/pointcloud'
import { standingIn } from './classicalProposals.ts'
import { kindOf } from './kinds.ts'
import { cuboidOf } from './shape.ts'

/** Points that look like an object and that no box covers. */
export type UnlabelledCluster = {
  /** Around all of its points, its length along the longer side. */
  readonly cuboid: Cuboid
  /** What it may be, of the default ontology. */
  readonly category: string
  /** How much of a usual object is there, in (0, 1). */
  readonly score: number
  readonly pointCount: number
}

/** Points so near outside a box are still its object's: mirrors, a label that is a little tight. */
const MARGIN = 0.3

/**
 * What stands on the ground, is as large as a road user, and lies in none of the boxes; most points first.
 *
 * @param points N × 4 rows of x, y, z, intensity in ego space, z up.
 * @param cuboids The frame's boxes, in ego space.
 */
export function unlabelledClusters(
  points: Float32Array,
  cuboids: readonly Cuboid[],
): readonly UnlabelledCluster[] {
  const ground = groundOf(points)
  return standingIn(outside(points, cuboids), ground)
    .flatMap(({ shape }) => {
      const found = kindOf(shape)
      if (found === null) return []
      const { kind, score } = found
      const { pointCount } = shape
      return [{ cuboid: cuboidOf(shape), category: kind.category, score, pointCount }]
    })
    .toSorted((a, b) => b.pointCount - a.pointCount)
}

/** The points that lie in none of the cuboids. */
function outside(points: Float32Array, cuboids: readonly Cuboid[]): Float32Array {
  const isInside = new Uint8Array(points.length / POINT_STRIDE)
  for (const cuboid of cuboids) {
    const [length, width, height] = cuboid.extent
    const extent = [length + 2 * MARGIN, width + 2 * MARGIN, height + 2 * MARGIN] as const
    for (const row of pointsInCuboid(points, { ...cuboid, extent })) isInside[row] = 1
  }
  const rest = new Float32Array(points.length)
  let end = 0
  for (let row = 0; row < isInside.length; row++) {
    if (isInside[row] === 1) continue
    const at = row * POINT_STRIDE
    for (let value = 0; value < POINT_STRIDE; value++) rest[end++] = points[at + value]!
  }
  return rest.slice(0, end)
}
