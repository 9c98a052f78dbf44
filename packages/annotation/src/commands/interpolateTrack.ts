import { type Annotations, cuboidOf, cuboidsOf, isShown } from '../annotations.ts'
import type { Frame } from '../clip.ts'
import type { Patch } from '../patch.ts'
import type { CuboidRecord } from '../records/cuboid.ts'
import { patchOf } from './changes.ts'
import type { TrackStretch } from './finalizeTrack.ts'
import { existingTrack } from './guards.ts'
import { interpolateStretch, isKeyframe } from './keyframes.ts'
import { momentsOf } from './moments.ts'

/**
 * Fills a track evenly between its keyframes, in the world, and recomputes what no human set there.
 *
 * Keyframes are the cuboids a person stands for; where there are fewer than two, all cuboids that are
 * not interpolated, and then only gaps are filled. A rejected pre-label stays rejected unless its frame
 * is asked for by name.
 *
 * @param args `frames`: the frames to fill; `null` for all.
 * @throws {UnknownTrackError} when the track does not exist.
 * @throws {UnknownFrameError} when a keyframe lies outside the clip.
 */
export function interpolateTrack(
  annotations: Annotations,
  args: TrackStretch,
  frames: readonly Frame[],
): Patch {
  existingTrack(annotations, args.trackId)
  const momentOf = momentsOf(frames)
  const wanted = args.frames === null ? null : new Set(args.frames)
  const isToFill = (frame: number): boolean => {
    if (wanted !== null) return wanted.has(frame)
    return cuboidOf(annotations, args.trackId, frame)?.state !== 'rejected'
  }
  const keyframes = keyframesOf(cuboidsOf(annotations, args.trackId))
  const filled = keyframes.slice(1).flatMap((after, index) => {
    const before = keyframes[index]!
    const between = framesBetween(before, after).filter(isToFill)
    return interpolateStretch(annotations, { before, after, frames: between, momentOf })
  })
  return patchOf(annotations, filled)
}

function keyframesOf(cuboids: readonly CuboidRecord[]): readonly CuboidRecord[] {
  const set = cuboids.filter(isKeyframe)
  if (set.length >= 2) return set
  return cuboids.filter((cuboid) => isShown(cuboid) && cuboid.provenance !== 'interpolated')
}

function framesBetween(before: CuboidRecord, after: CuboidRecord): readonly number[] {
  const count = after.frame - before.frame - 1
  return Array.from({ length: count }, (_, index) => before.frame + 1 + index)
}
