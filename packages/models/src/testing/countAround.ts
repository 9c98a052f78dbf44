import { countPointsInCuboid, fromYaw } from '@trueline/geometry'
import type { Scene, SceneBox } from '../scene.ts'

/** How many of a scene's points lie in a box of it that is larger all round by so many meters. */
export function countAround({ points }: Scene, box: SceneBox, margin: number): number {
  const { x, y, z, length, width, height, yaw } = box
  const extent = [length + 2 * margin, width + 2 * margin, height + 2 * margin] as const
  return countPointsInCuboid(points, { center: [x, y, z], extent, rotation: fromYaw(yaw) })
}
