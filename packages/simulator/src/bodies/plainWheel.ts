import type { Polygon } from './mesh.ts'
import { circle, loft } from './shapes.ts'
import type { WheelSize } from './wheel.ts'

const SIDES = 8

/** A wheel with as few faces as a lidar can tell, its outer face at `y`, on the side that `y` is on. */
export function plainWheel(
  [x, y]: readonly [number, number],
  { radius, width }: WheelSize,
): Polygon[] {
  const inner = y - Math.sign(y) * width
  const ring = (at: number) =>
    circle([x, at, radius], { u: [radius, 0, 0], v: [0, 0, radius], sides: SIDES })
  return loft([ring(inner), ring(y)], ['tyre', 'tyre', 'hub'])
}
