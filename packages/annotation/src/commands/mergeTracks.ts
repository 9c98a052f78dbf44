import { type Annotations, cuboidsOf, isShown } from '../annotations.ts'
import { cuboidId, type RecordId, type TrackId } from '../ids.ts'
import type { Patch } from '../patch.ts'
import type { CuboidRecord } from '../records/cuboid.ts'
import type { AnnotationRecord } from '../records/record.ts'
import type { Track } from '../records/track.ts'
import { boxesOf } from './boxesOf.ts'
import { patchTo } from './changes.ts'
import { existingTrack, openTrack } from './guards.ts'
import { isKeyframe } from './keyframes.ts'

/** A frame where two merged tracks both had a cuboid, and whose was kept. */
export type MergeConflict = {
  readonly frame: number
  readonly kept: TrackId
  readonly dropped: TrackId
}

/**
 * Makes tracks one: the first takes the cuboids and 2D boxes of the others, which then are gone.
 *
 * Where two have a cuboid at one frame, a label wins over a rejected one, then what a person stands
 * for, then the higher score, then the first track. A pre-label that loses stays as a rejected one of
 * the track that is merged, which then is kept for it.
 *
 * @throws {UnknownTrackError} when one of the tracks does not exist.
 * @throws {FrozenCuboidError} when a cuboid of the others is final.
 */
export function mergeTracks(
  annotations: Annotations,
  args: { readonly into: TrackId; readonly others: readonly TrackId[] },
): { readonly patch: Patch; readonly conflicts: readonly MergeConflict[] } {
  let track = existingTrack(annotations, args.into)
  const cuboids = new Map(cuboidsOf(annotations, track.id).map((c) => [c.frame, c]))
  const owners = new Map<number, TrackId>()
  const after = new Map<RecordId, AnnotationRecord | null>()
  const conflicts: MergeConflict[] = []
  for (const otherId of new Set(args.others)) {
    if (otherId === track.id) continue
    const other = openTrack(annotations, otherId)
    track = mergedTrack(track, other)
    let isKept = false
    for (const cuboid of cuboidsOf(annotations, otherId)) {
      after.set(cuboid.id, null)
      const there = cuboids.get(cuboid.frame)
      const wins = there === undefined || outranks(cuboid, there)
      if (wins) cuboids.set(cuboid.frame, ownedBy(track.id, cuboid))
      if (there !== undefined) {
        const owner = owners.get(cuboid.frame) ?? track.id
        conflicts.push({
          frame: cuboid.frame,
          kept: wins ? otherId : owner,
          dropped: wins ? owner : otherId,
        })
        const loser = wins ? there : cuboid
        if (loser.state !== 'added') {
          after.set(cuboid.id, { ...ownedBy(otherId, loser), state: 'rejected' })
          isKept = true
        }
      }
      if (wins) owners.set(cuboid.frame, otherId)
    }
    for (const box of boxesOf(annotations, otherId)) {
      after.set(box.id, { ...box, trackId: track.id, category: track.category })
    }
    if (!isKept) after.set(otherId, null)
  }
  if (after.size > 0) after.set(track.id, track)
  for (const cuboid of cuboids.values()) after.set(cuboid.id, cuboid)
  return { patch: patchTo(annotations, after), conflicts }
}

function ownedBy(trackId: TrackId, cuboid: CuboidRecord): CuboidRecord {
  return { ...cuboid, id: cuboidId(trackId, cuboid.frame), trackId }
}

function outranks(a: CuboidRecord, b: CuboidRecord): boolean {
  const ranksOf = (cuboid: CuboidRecord): readonly number[] => [
    Number(isShown(cuboid)),
    Number(cuboid.state === 'final'),
    Number(isKeyframe(cuboid)),
    cuboid.score ?? Number.NEGATIVE_INFINITY,
  ]
  const mine = ranksOf(a)
  const theirs = ranksOf(b)
  const decisive = mine.findIndex((rank, index) => rank !== theirs[index])
  return decisive !== -1 && mine[decisive]! > theirs[decisive]!
}

function mergedTrack(into: Track, other: Track): Track {
  const isOneSize = into.extent?.every((side, axis) => side === other.extent?.[axis]) ?? false
  return {
    ...into,
    attributes: { ...other.attributes, ...into.attributes },
    isStatic: into.isStatic ?? other.isStatic,
    extent: isOneSize ? into.extent : null,
  }
}
