import { type Cuboid, transformCuboid } from './cuboid.ts'
import { invert, type Pose } from './pose.ts'
import { slerp } from './quat.ts'
import { mix } from './vec3.ts'

/** A moment of the ego: where it was, and when, in any unit that all moments share. */
export type Moment = { readonly worldFromEgo: Pose; readonly time: number }

/** A cuboid in the ego space of a moment. */
export type CuboidAtMoment = Moment & { readonly cuboid: Cuboid }

/**
 * The cuboid at a moment between two others, in the ego space of that moment.
 *
 * It moves evenly in the world, not in ego space: what stands still stays still while the ego turns.
 * The rotation takes the shorter way; a moment outside the two goes on evenly.
 *
 * @throws {RangeError} when both given moments have the same time.
 */
export function interpolateCuboid({
  before,
  after,
  at,
}: {
  readonly before: CuboidAtMoment
  readonly after: CuboidAtMoment
  readonly at: Moment
}): Cuboid {
  if (before.time === after.time) {
    throw new RangeError(`Expected two different times, got ${before.time} twice`)
  }
  const ratio = (at.time - before.time) / (after.time - before.time)
  const from = transformCuboid(before.worldFromEgo, before.cuboid)
  const to = transformCuboid(after.worldFromEgo, after.cuboid)
  return transformCuboid(invert(at.worldFromEgo), {
    center: mix(from.center, to.center, ratio),
    extent: mix(from.extent, to.extent, ratio),
    rotation: slerp(from.rotation, to.rotation, ratio),
  })
}
