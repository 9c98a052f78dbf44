import { type Cuboid, fromYaw, wrapAngle, yawOf } from '@trueline/geometry'
import type { PillarRecipe } from '../manifest/recipes.ts'

/** How ego space and that of a model's points lie: a quarter turn or none, and a shift upwards. */
export type ModelAxes = {
  readonly axes: PillarRecipe['axes']
  /** What is added to an ego height. */
  readonly rise: number
}

/** A box of the model's space in ego space. */
export function cuboidInEgo(cuboid: Cuboid, { axes, rise }: ModelAxes): Cuboid {
  const [x, y, z] = cuboid.center
  if (axes === 'x-forward') return { ...cuboid, center: [x, y, z - rise] }
  const yaw = wrapAngle(yawOf(cuboid.rotation) - Math.PI / 2)
  return { center: [y, -x, z - rise], extent: cuboid.extent, rotation: fromYaw(yaw) }
}
