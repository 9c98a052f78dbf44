import { add, type Cuboid, conjugate, rotate, scale, type Vec3 } from '@trueline/geometry'
import { type Annotations, cuboidsOf, isShown } from '../annotations.ts'
import type { TrackId } from '../ids.ts'
import type { Patch } from '../patch.ts'
import type { CuboidRecord } from '../records/cuboid.ts'
import type { Provenance } from '../records/record.ts'
import { patchOf, reshape } from './changes.ts'
import { existingTrack, openCuboids, refuseUnsound } from './guards.ts'
import { isKeyframe } from './keyframes.ts'

/**
 * The part of a box that stays where it is: for each of its axes the front, left or top face (1), the
 * opposite one (-1) or the middle (0). `nearest`: the bottom corner nearest to the ego, in each frame
 * its own: the sides the sensor sees do not move.
 */
export type Anchor = readonly [x: -1 | 0 | 1, y: -1 | 0 | 1, z: -1 | 0 | 1] | 'nearest'

/** The one size that a track is to have. */
type TrackSize = { readonly trackId: TrackId; readonly extent: Vec3; readonly anchor: Anchor }

/**
 * Gives all cuboids of a track one size. Final ones keep theirs.
 *
 * Who set a cuboid stays who set it: its place is still theirs.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {FrozenCuboidError} when all its cuboids are final.
 * @throws {UnsoundCuboidError} when the extent is not positive.
 */
export function resizeTrack(annotations: Annotations, args: TrackSize): Patch {
  return resizeBut(annotations, args, {
    keepsOwn: ({ state }) => state === 'final',
    provenanceOf: ({ provenance }) => provenance,
  })
}

/**
 * Gives the cuboids of a track that nobody stands for one size; keyframes keep theirs.
 *
 * A track whose cuboids all have that size then has it as its own.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {FrozenCuboidError} when all its cuboids are final.
 * @throws {UnsoundCuboidError} when the extent is not positive.
 */
export function resizeUnset(annotations: Annotations, args: TrackSize): Patch {
  return resizeBut(annotations, args, { keepsOwn: isKeyframe, provenanceOf: () => 'refit' })
}

function resizeBut(
  annotations: Annotations,
  { trackId, extent, anchor }: TrackSize,
  {
    keepsOwn,
    provenanceOf,
  }: {
    readonly keepsOwn: (cuboid: CuboidRecord) => boolean
    readonly provenanceOf: (cuboid: CuboidRecord) => Provenance
  },
): Patch {
  refuseUnsound({ center: [0, 0, 0], extent, rotation: [0, 0, 0, 1] })
  const track = existingTrack(annotations, trackId)
  const changed = openCuboids(annotations, trackId, null)
    .filter((cuboid) => !keepsOwn(cuboid) && !isSame(cuboid.extent, extent))
    .map((cuboid) => reshape(cuboid, resize(cuboid, extent, anchor), provenanceOf(cuboid)))
  const isCommon = cuboidsOf(annotations, trackId).every(
    (cuboid) => !isShown(cuboid) || !keepsOwn(cuboid) || isSame(cuboid.extent, extent),
  )
  const common = isCommon ? extent : null
  const isKnown = common === null ? track.extent === null : isSame(track.extent, common)
  return patchOf(annotations, [...(isKnown ? [] : [{ ...track, extent: common }]), ...changed])
}

/** The cuboid at another size, its anchor where it was. */
export function resize(cuboid: Cuboid, extent: Vec3, anchor: Anchor): Cuboid {
  const signs = anchor === 'nearest' ? nearestCorner(cuboid) : anchor
  const shift = signs.map((sign, axis) => (sign * (cuboid.extent[axis]! - extent[axis]!)) / 2)
  const [x, y, z] = shift as [number, number, number]
  return { ...cuboid, center: add(cuboid.center, rotate(cuboid.rotation, [x, y, z])), extent }
}

function nearestCorner({ center, rotation }: Cuboid): Vec3 {
  const [x, y] = rotate(conjugate(rotation), scale(center, -1))
  return [x < 0 ? -1 : 1, y < 0 ? -1 : 1, -1]
}

function isSame(a: Vec3 | null, b: Vec3): boolean {
  return a?.every((side, axis) => side === b[axis]) ?? false
}
