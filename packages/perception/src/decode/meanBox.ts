import { fromYaw, yawOf } from '@trueline/geometry'
import type { ModelBox } from './modelBox.ts'

/**
 * A box moved, sized and turned to the mean of those that say the same, itself among them, each by its
 * score; its score and which way it looks stay its own.
 *
 * After Solovyev et al., "Weighted boxes fusion" (2021). Boxes may look either way: axes are averaged.
 */
export function meanBox(box: ModelBox, same: readonly ModelBox[]): ModelBox {
  let weights = 0
  let [x, y, z, length, width, height, sin, cos] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (const { cuboid, score } of same) {
    const axis = 2 * yawOf(cuboid.rotation)
    weights += score
    x += score * cuboid.center[0]
    y += score * cuboid.center[1]
    z += score * cuboid.center[2]
    length += score * cuboid.extent[0]
    width += score * cuboid.extent[1]
    height += score * cuboid.extent[2]
    sin += score * Math.sin(axis)
    cos += score * Math.cos(axis)
  }
  if (weights === 0) return box
  const yaw = Math.atan2(sin, cos) / 2
  const isAhead = Math.cos(yaw - yawOf(box.cuboid.rotation)) >= 0
  return {
    ...box,
    cuboid: {
      center: [x / weights, y / weights, z / weights],
      extent: [length / weights, width / weights, height / weights],
      rotation: fromYaw(isAhead ? yaw : yaw + Math.PI),
    },
  }
}
