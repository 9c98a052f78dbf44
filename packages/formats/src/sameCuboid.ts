import { type Cuboid, distance } from '@trueline/geometry'

/** Far below what anyone can set by hand, far above what doubles lose. */
const SAME_PLACE = 1e-6
const SAME_TURN = 1e-12

/** Whether two cuboids are the same but for what arithmetic loses; both in one space. */
export function isSameCuboid(a: Cuboid, b: Cuboid): boolean {
  const [p, q] = [a.rotation, b.rotation]
  const inner = p[0] * q[0] + p[1] * q[1] + p[2] * q[2] + p[3] * q[3]
  return (
    distance(a.center, b.center) <= SAME_PLACE &&
    distance(a.extent, b.extent) <= SAME_PLACE &&
    1 - Math.abs(inner) <= SAME_TURN
  )
}
