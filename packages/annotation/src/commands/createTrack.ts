import type { Cuboid } from '@trueline/geometry'
import { type Annotations, recordOf, tracksOf } from '../annotations.ts'
import type { Patch } from '../patch.ts'
import type { Track } from '../records/track.ts'
import { patchOf } from './changes.ts'
import { TakenError } from './errors.ts'
import { type CuboidPlace, refuseUnsound } from './guards.ts'
import { newCuboid } from './placeCuboid.ts'

/**
 * A new track, with the next free number, and its first cuboid.
 *
 * @throws {TakenError} when the id is in use.
 * @throws {UnsoundCuboidError} when the cuboid is no box.
 */
export function createTrack(
  annotations: Annotations,
  args: CuboidPlace & {
    readonly category: string
    readonly cuboid: Cuboid
    readonly pointCount: number | null
  },
): Patch {
  if (recordOf(annotations, args.trackId) !== undefined) throw new TakenError('id', args.trackId)
  refuseUnsound(args.cuboid)
  const track: Track = {
    kind: 'track',
    id: args.trackId,
    category: args.category,
    number: nextNumber(annotations),
    attributes: {},
    isStatic: null,
    extent: null,
    provenance: 'human',
    extras: {},
  }
  return patchOf(annotations, [track, { ...newCuboid(args), pointCount: args.pointCount }])
}

/** One more than the largest number of a track. */
export function nextNumber(annotations: Annotations): number {
  return (tracksOf(annotations).at(-1)?.number ?? 0) + 1
}
