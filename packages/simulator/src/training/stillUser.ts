import type { Vec3 } from '@trueline/geometry'
import { boundsOf, type Mesh, meshOf, type Polygon, placed } from '../bodies/mesh.ts'
import type { CategoryName } from '../ontology.ts'
import { between, type Random } from '../random.ts'

/** A labelled body at one moment of its motion. */
export type StillUser = {
  readonly category: CategoryName
  /** Its tight box, which stands on z = 0 about the origin. */
  readonly extent: Vec3
  readonly mesh: Mesh
  /** Share of beams that its paint or cloth swallows. */
  readonly loss: number
}

/**
 * A body whose box is tight around its polygons.
 *
 * @param trimmings Parts that its label leaves out, such as mirrors.
 */
export function stillUser(
  {
    category,
    polygons,
    trimmings = [],
  }: {
    readonly category: CategoryName
    readonly polygons: readonly Polygon[]
    readonly trimmings?: readonly Polygon[]
  },
  random: Random,
): StillUser {
  const { min, max } = boundsOf(polygons)
  const at: Vec3 = [-(min[0] + max[0]) / 2, -(min[1] + max[1]) / 2, -min[2]]
  return {
    category,
    extent: [max[0] - min[0], max[1] - min[1], max[2] - min[2]],
    mesh: meshOf(placed([...polygons, ...trimmings], { at })),
    loss: lossOf(random),
  }
}

/** Share of beams that a surface swallows: little, a good deal for dark ones, at times nearly all. */
function lossOf(random: Random): number {
  const kind = random()
  if (kind < 0.6) return between(random, 0, 0.1)
  return kind < 0.96 ? between(random, 0, 0.45) : between(random, 0.5, 0.92)
}
