import { bevIou, type Cuboid, fromYaw } from '@trueline/geometry'
import type { RoadUser } from './roadUser.ts'

const STEP_SECONDS = 0.25

/** What may be in the way of road users, and for how long they are watched. */
export type Watch = { readonly obstacles: readonly Cuboid[]; readonly seconds: number }

/** The road users of a list, in its order, that never stand in an obstacle or in one before them. */
export function withoutCollisions(
  users: readonly RoadUser[],
  { obstacles, seconds }: Watch,
): readonly RoadUser[] {
  const kept = new Set(users)
  for (let at = 0; at <= seconds; at += STEP_SECONDS) {
    for (const user of kept) {
      const cuboid = cuboidOf(user, at)
      if (obstacles.some((obstacle) => areTouching(cuboid, obstacle))) kept.delete(user)
    }
    const stands = [...kept].map((user) => ({ user, cuboid: cuboidOf(user, at) }))
    // By distance along one axis only neighbours need a look.
    stands.sort((a, b) => a.cuboid.center[0] - b.cuboid.center[0])
    stands.forEach(({ user, cuboid }, i) => {
      for (let j = i + 1; j < stands.length; j++) {
        const other = stands[j]!
        if (other.cuboid.center[0] - cuboid.center[0] > 13) break
        if (!areTouching(cuboid, other.cuboid)) continue
        kept.delete(users.indexOf(user) > users.indexOf(other.user) ? user : other.user)
      }
    })
  }
  return users.filter((user) => kept.has(user))
}

function cuboidOf({ standAt, body }: RoadUser, seconds: number): Cuboid {
  const { point, yaw } = standAt(seconds)
  return { center: point, extent: body.extent, rotation: fromYaw(yaw) }
}

/** Whether two cuboids share ground; their heights do not matter. */
function areTouching(a: Cuboid, b: Cuboid): boolean {
  const dx = b.center[0] - a.center[0]
  const dy = b.center[1] - a.center[1]
  const reach = (diagonal(a) + diagonal(b)) / 2
  return dx * dx + dy * dy <= reach * reach && bevIou(a, b) > 0
}

function diagonal({ extent }: Cuboid): number {
  return Math.hypot(extent[0], extent[1])
}
