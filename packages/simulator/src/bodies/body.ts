import type { Vec3 } from '@trueline/geometry'
import { boundsOf, type Mesh, meshOf, type Polygon, placed } from './mesh.ts'

/** Something a label can speak of, in its own space: x forward, the middle of its floor the origin. */
export type Body = {
  /** Its tight box, which stands on z = 0 about the origin. */
  readonly extent: Vec3
  /** Its faces at a phase of its motion, in radians. */
  readonly meshAt: (phase: number) => Mesh
}

/** A body that keeps its shape. */
export function rigidBody(polygons: readonly Polygon[]): Body {
  const { min, max } = boundsOf(polygons)
  const at: Vec3 = [-(min[0] + max[0]) / 2, -(min[1] + max[1]) / 2, -min[2]]
  const mesh = meshOf(placed(polygons, { at }))
  return {
    extent: [max[0] - min[0], max[1] - min[1], max[2] - min[2]],
    meshAt: () => mesh,
  }
}

const PHASES = 16

/** A body that moves its limbs: its box is the tight one of a whole turn of its phase, in sixteen steps. */
export function limbedBody(polygonsAt: (phase: number) => readonly Polygon[]): Body {
  const turn = Array.from({ length: PHASES }, (_, i) => polygonsAt((2 * Math.PI * i) / PHASES))
  const { min, max } = boundsOf(turn.flat())
  const at: Vec3 = [-(min[0] + max[0]) / 2, -(min[1] + max[1]) / 2, -min[2]]
  const meshes = turn.map((polygons) => meshOf(placed(polygons, { at })))
  return {
    extent: [max[0] - min[0], max[1] - min[1], max[2] - min[2]],
    meshAt: (phase) => {
      const step = Math.round((phase / (2 * Math.PI)) * PHASES)
      return meshes[step - PHASES * Math.floor(step / PHASES)]!
    },
  }
}
