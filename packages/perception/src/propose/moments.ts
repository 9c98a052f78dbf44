import type { Clip } from '@trueline/annotation'
import { compose, IDENTITY_POSE, invert, type Pose } from '@trueline/geometry'

/** A frame whose sweeps a model sees together with those of another. */
export type SweepMoment = {
  readonly frame: number
  /** Its ego space in the other's. */
  readonly egoFromSweep: Pose
  /** Seconds before the other. */
  readonly age: number
}

/**
 * A frame and those before it that a model sees with it, `count` at most; fewer where it is not known
 * where they were taken.
 *
 * @throws {RangeError} when the clip has no such frame.
 */
export function momentsOf(clip: Clip, frame: number, count: number): readonly SweepMoment[] {
  const own = clip.frames[frame]
  if (own === undefined) throw new RangeError(`The clip has no frame ${frame}`)
  const moments: SweepMoment[] = [{ frame, egoFromSweep: IDENTITY_POSE, age: 0 }]
  for (let before = frame - 1; before >= 0 && moments.length < count; before--) {
    const { worldFromEgo } = clip.frames[before]!
    if (worldFromEgo === null || own.worldFromEgo === null) break
    moments.push({
      frame: before,
      egoFromSweep: compose(invert(own.worldFromEgo), worldFromEgo),
      age: secondsOf(clip, frame) - secondsOf(clip, before),
    })
  }
  return moments
}

/** When a frame was taken; ten a second where the clip does not say. */
export function secondsOf({ frames }: Clip, frame: number): number {
  const timeUs = frames[frame]?.timeUs ?? null
  return timeUs === null ? frame / 10 : timeUs / 1e6
}
