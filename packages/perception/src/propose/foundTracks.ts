import type { Clip } from '@trueline/annotation'
import { IDENTITY_POSE } from '@trueline/geometry'
import type { Detection } from '../detection.ts'
import type { ClipTrack } from '../track/clipTrack.ts'
import type { DetectedFrame } from '../track/sighting.ts'
import { trackClip } from '../track/trackClip.ts'
import { TRACKING_DEFAULTS } from '../track/trackingOptions.ts'
import { secondsOf } from './moments.ts'

/** What was found in one frame of a clip, in its ego space. */
export type FoundFrame = {
  readonly frame: number
  readonly detections: readonly Detection[]
  /** Points inside each detection. */
  readonly pointCounts: readonly number[]
}

/**
 * The objects of frames of a clip: followed from frame to frame where it says where the ego was, else,
 * and of a single frame, each detection by itself.
 */
export function foundTracks(
  clip: Clip,
  found: readonly FoundFrame[],
  isTracked: boolean,
): readonly ClipTrack[] {
  if (!isTracked || !canTrack(clip, found)) return found.flatMap(untracked)
  const frames = found.map(({ frame, detections, pointCounts }): DetectedFrame => {
    const worldFromEgo = clip.frames[frame]?.worldFromEgo ?? IDENTITY_POSE
    return { worldFromEgo, time: secondsOf(clip, frame), detections, pointCounts }
  })
  return trackClip(frames, TRACKING_DEFAULTS).map((track) => ({
    ...track,
    cuboids: track.cuboids.map((cuboid) => ({ ...cuboid, frame: found[cuboid.frame]!.frame })),
  }))
}

/** Whether it is known of every frame where the ego was, and there is more than one. */
export function canTrack({ frames }: Clip, found: readonly { readonly frame: number }[]): boolean {
  return found.length > 1 && found.every(({ frame }) => frames[frame]?.worldFromEgo != null)
}

/** Each detection as an object of its own, of which nothing more is known. */
function untracked({ frame, detections, pointCounts }: FoundFrame): readonly ClipTrack[] {
  return detections.map(({ cuboid, category, score }, place): ClipTrack => {
    const pointCount = pointCounts[place] ?? null
    return {
      ...{ id: `${frame}-${place}`, category, score, extent: cuboid.extent, isStatic: null },
      cuboids: [{ frame, cuboid, why: { framesSeen: 1, pointCount, score, isFilled: false } }],
    }
  })
}
