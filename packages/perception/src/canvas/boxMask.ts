import { type Cuboid, yawOf } from '@trueline/geometry'

/** How much of the surroundings of a box is masked with it. */
const MARGIN = 0.3
/** The mask of boxes reaches this far from the ego, in cells of this side. */
const REACH = 100
const MASK_CELL = 0.25
const MASK_CELLS = (2 * REACH) / MASK_CELL

/** Whether a place lies under one of the mask's boxes. */
export function isMasked(mask: Uint8Array, x: number, y: number): boolean {
  const column = Math.floor((x + REACH) / MASK_CELL)
  const row = Math.floor((y + REACH) / MASK_CELL)
  if (column < 0 || column >= MASK_CELLS || row < 0 || row >= MASK_CELLS) return false
  return mask[row * MASK_CELLS + column] === 1
}

/** The cells that boxes cover, seen from above, 0.3 m around them too. */
export function maskOf(boxes: readonly Cuboid[]): Uint8Array {
  const mask = new Uint8Array(MASK_CELLS * MASK_CELLS)
  const cellOf = (meters: number): number =>
    Math.min(MASK_CELLS - 1, Math.max(0, Math.floor((meters + REACH) / MASK_CELL)))
  for (const { center, extent, rotation } of boxes) {
    const yaw = yawOf(rotation)
    const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
    const halfLength = extent[0] / 2 + MARGIN
    const halfWidth = extent[1] / 2 + MARGIN
    const reachX = Math.abs(cos) * halfLength + Math.abs(sin) * halfWidth
    const reachY = Math.abs(sin) * halfLength + Math.abs(cos) * halfWidth
    if (Math.abs(center[0]) - reachX > REACH || Math.abs(center[1]) - reachY > REACH) continue
    for (let row = cellOf(center[1] - reachY); row <= cellOf(center[1] + reachY); row++) {
      const y = (row + 0.5) * MASK_CELL - REACH - center[1]
      for (
        let column = cellOf(center[0] - reachX);
        column <= cellOf(center[0] + reachX);
        column++
      ) {
        const x = (column + 0.5) * MASK_CELL - REACH - center[0]
        const isIn =
          Math.abs(cos * x + sin * y) <= halfLength && Math.abs(cos * y - sin * x) <= halfWidth
        if (isIn) mask[row * MASK_CELLS + column] = 1
      }
    }
  }
  return mask
}
