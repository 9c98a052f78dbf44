import type { Cuboid } from '@trueline/geometry'
import { type Annotations, cuboidOf, cuboidsOf, isShown, trackOf } from '../annotations.ts'
import type { TrackId } from '../ids.ts'
import type { CuboidRecord } from '../records/cuboid.ts'
import type { Track } from '../records/track.ts'
import {
  FrozenCuboidError,
  UnknownCuboidError,
  UnknownTrackError,
  UnsoundCuboidError,
} from './errors.ts'

/** What names one cuboid. */
export type CuboidPlace = { readonly trackId: TrackId; readonly frame: number }

/** @throws {UnknownTrackError} when the track does not exist. */
export function existingTrack(annotations: Annotations, trackId: TrackId): Track {
  const track = trackOf(annotations, trackId)
  if (track === undefined) throw new UnknownTrackError(trackId)
  return track
}

/**
 * A track none of whose cuboids is frozen.
 *
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {FrozenCuboidError} when one of its cuboids is final.
 */
export function openTrack(annotations: Annotations, trackId: TrackId): Track {
  const track = existingTrack(annotations, trackId)
  refuseFrozen(cuboidsOf(annotations, trackId))
  return track
}

/** @throws {UnknownCuboidError} when the track has none at the frame. */
export function existingCuboid(annotations: Annotations, place: CuboidPlace): CuboidRecord {
  const cuboid = cuboidOf(annotations, place.trackId, place.frame)
  if (cuboid === undefined) throw new UnknownCuboidError(place.trackId, place.frame)
  return cuboid
}

/**
 * A cuboid that may be changed.
 *
 * @throws {UnknownCuboidError} when the track has none at the frame.
 * @throws {FrozenCuboidError} when it is final.
 */
export function openCuboid(annotations: Annotations, place: CuboidPlace): CuboidRecord {
  const cuboid = existingCuboid(annotations, place)
  refuseFrozen([cuboid])
  return cuboid
}

/** @throws {FrozenCuboidError} when one of the cuboids is final. */
export function refuseFrozen(cuboids: readonly CuboidRecord[]): void {
  const frozen = cuboids.find(({ state }) => state === 'final')
  if (frozen !== undefined) throw new FrozenCuboidError(frozen.trackId, frozen.frame)
}

/**
 * The shown cuboids of a track that may be changed, by frame. Final ones stay as they are; only when
 * there is nothing else is that refused.
 *
 * @param frames `null`: all.
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {FrozenCuboidError} when all of them are final.
 */
export function openCuboids(
  annotations: Annotations,
  trackId: TrackId,
  frames: readonly number[] | null,
): readonly CuboidRecord[] {
  existingTrack(annotations, trackId)
  const wanted = frames === null ? null : new Set(frames)
  const meant = cuboidsOf(annotations, trackId).filter(
    (cuboid) => isShown(cuboid) && (wanted === null || wanted.has(cuboid.frame)),
  )
  const open = meant.filter(({ state }) => state !== 'final')
  if (open.length === 0) refuseFrozen(meant)
  return open
}

/** @throws {UnsoundCuboidError} when no box has these numbers. */
export function refuseUnsound({ center, extent, rotation }: Cuboid): void {
  const areNumbers = [...center, ...extent, ...rotation].every(Number.isFinite)
  const isUnit = Math.abs(Math.hypot(...rotation) - 1) < 1e-3
  if (!areNumbers || !isUnit || extent.some((side) => side <= 0)) {
    throw new UnsoundCuboidError(
      `Expected finite numbers, a positive extent and a unit quaternion, found center ${center.join(' ')}, extent ${extent.join(' ')}, rotation ${rotation.join(' ')}`,
    )
  }
}
