import { type Cuboid, fromYaw, multiply } from '@trueline/geometry'
import type { Annotations } from '../annotations.ts'
import type { Frame } from '../clip.ts'
import type { Patch } from '../patch.ts'
import { patchOf, reshape } from './changes.ts'
import { type CuboidPlace, openCuboid, openCuboids } from './guards.ts'
import { placeCuboid } from './placeCuboid.ts'

/**
 * Turns a cuboid by 180° about its own up: front becomes rear, the solid stays. Interpolated
 * stretches beside it follow.
 *
 * @throws {UnknownCuboidError} when there is none.
 * @throws {FrozenCuboidError} when it is final.
 */
export function flipCuboid(
  annotations: Annotations,
  args: CuboidPlace,
  frames: readonly Frame[],
): Patch {
  const before = openCuboid(annotations, args)
  const { pointCount } = before
  return placeCuboid(annotations, { ...args, cuboid: flipped(before), pointCount }, frames)
}

/**
 * Turns the cuboids of a track from a frame on by 180°. Final ones stay as they are, and so does who
 * set them.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {FrozenCuboidError} when all of them are final.
 */
export function flipTrackFrom(annotations: Annotations, args: CuboidPlace): Patch {
  const later = openCuboids(annotations, args.trackId, null).filter(
    ({ frame }) => frame >= args.frame,
  )
  return patchOf(
    annotations,
    later.map((cuboid) => ({
      ...reshape(cuboid, flipped(cuboid), cuboid.provenance),
      pointCount: cuboid.pointCount,
    })),
  )
}

/**
 * Makes a cuboid's width its length: the solid stays where it is, its heading turns by 90° to the right.
 *
 * @throws {UnknownCuboidError} when there is none.
 * @throws {FrozenCuboidError} when it is final.
 */
export function swapLengthWidth(
  annotations: Annotations,
  args: CuboidPlace,
  frames: readonly Frame[],
): Patch {
  const before = openCuboid(annotations, args)
  const [length, width, height] = before.extent
  const cuboid: Cuboid = {
    center: before.center,
    extent: [width, length, height],
    rotation: multiply(before.rotation, fromYaw(-Math.PI / 2)),
  }
  return placeCuboid(annotations, { ...args, cuboid, pointCount: before.pointCount }, frames)
}

function flipped(cuboid: Cuboid): Cuboid {
  // Half a turn about z is this unit quaternion exactly, so that two flips are none.
  return { ...cuboid, rotation: multiply(cuboid.rotation, [0, 0, 1, 0]) }
}
