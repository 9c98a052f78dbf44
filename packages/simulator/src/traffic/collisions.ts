import { bevIou, type Cuboid, fromYaw } from '@trueline/geometry'
import type { RoadUser } from './roadUser.ts'

const STEP_SECONDS = 0.25

/**
 * The road users of a list, in its order, that never stand in one that comes before them.
 *
 * @param seconds For how long they are watched.
 */
export function withoutCollisions(
  users: readonly RoadUser[],
  seconds: number,
): readonly RoadUser[] {
  const kept = new Set(users)
  for (let at = 0; at <= seconds; at += STEP_SECONDS) {
    const stands = [...kept].map((user) => ({ user, cuboid: cuboidOf(user, at) }))
    // By distance along one axis only neighbours need a look.
    stands.sort((a, b) => a.cuboid.center[0] - b.cuboid.center[0])
    stands.forEach(({ user, cuboid }, i) => {
      for (let j = i + 1; j < stands.length; j++) {
        const other = stands[j]!
        const [dx, dy] = [
          other.cuboid.center[0] - cuboid.center[0],
          other.cuboid.center[1] - cuboid.center[1],
        ]
        if (dx > 13) break
        const reach = (diagonal(cuboid) + diagonal(other.cuboid)) / 2
        if (Math.hypot(dx, dy) > reach || bevIou(cuboid, other.cuboid) === 0) continue
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

function diagonal({ extent }: Cuboid): number {
  return Math.hypot(extent[0], extent[1])
}
