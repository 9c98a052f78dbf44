import type { Vec3 } from '@trueline/geometry'
import { boundsOf, type Mesh, meshOf, type Polygon, placed } from '../bodies/mesh.ts'
import type { CategoryName } from '../ontology.ts'

/** A labelled body at one moment of its motion. */
export type StillUser = {
  readonly category: CategoryName
  /** Its tight box, which stands on z = 0 about the origin. */
  readonly extent: Vec3
  readonly mesh: Mesh
}

/**
 * A body whose box is tight around its polygons.
 *
 * @param trimmings Parts that its label leaves out, such as mirrors.
 */
export function stillUser({
  category,
  polygons,
  trimmings = [],
}: {
  readonly category: CategoryName
  readonly polygons: readonly Polygon[]
  readonly trimmings?: readonly Polygon[]
}): StillUser {
  const { min, max } = boundsOf(polygons)
  const at: Vec3 = [-(min[0] + max[0]) / 2, -(min[1] + max[1]) / 2, -min[2]]
  return {
    category,
    extent: [max[0] - min[0], max[1] - min[1], max[2] - min[2]],
    mesh: meshOf(placed([...polygons, ...trimmings], { at })),
  }
}
