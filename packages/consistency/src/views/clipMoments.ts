import type { Frame } from '@trueline/annotation'
import type { Pose } from '@trueline/geometry'

/** When and where each frame of a clip was. */
export type ClipMoments = {
  /** Seconds, rising. */
  readonly times: readonly number[]
  /** `null` where the source has none, or none that is sound. */
  readonly poses: readonly (Pose | null)[]
  /** Whether anything is known of the world: else it is taken as the ego's space of each frame. */
  readonly isPosed: boolean
}

/** Recordings without times are taken to be of 10 Hz, as nearly all are. */
const FRAME_SECONDS = 0.1

/** The moments of these frames; evenly spaced where times are missing or do not rise. */
export function clipMomentsOf(
  frames: readonly Pick<Frame, 'timeUs' | 'worldFromEgo'>[],
): ClipMoments {
  const isTimed = frames.every(({ timeUs }, index) => {
    const before = frames[index - 1]?.timeUs ?? Number.NEGATIVE_INFINITY
    return timeUs !== null && Number.isFinite(timeUs) && timeUs > before
  })
  const start = frames[0]?.timeUs ?? 0
  const poses = frames.map(({ worldFromEgo }) => (isSound(worldFromEgo) ? worldFromEgo : null))
  return {
    times: frames.map(({ timeUs }, index) =>
      isTimed && timeUs !== null ? (timeUs - start) / 1e6 : index * FRAME_SECONDS,
    ),
    poses,
    isPosed: poses.some((pose) => pose !== null),
  }
}

function isSound(pose: Pose | null): boolean {
  return pose?.translation.every(Number.isFinite) === true && pose.rotation.every(Number.isFinite)
}
