import type { Cuboid, Pose } from '@trueline/geometry'
import { transformCuboid, yawOf } from '@trueline/geometry'
import type { Detection } from '../detection.ts'
import { type MotionModel, motionModelOf } from './motionModel.ts'

/** What was found in one frame, in ego space, and where the ego was. */
export type DetectedFrame = {
  readonly worldFromEgo: Pose
  /** In seconds, ascending over the frames. */
  readonly time: number
  readonly detections: readonly Detection[]
  /** Points inside each detection; `null` where nobody counted. */
  readonly pointCounts: readonly number[] | null
}

/** A detection in the world. */
export type Sighting = {
  readonly frame: number
  /** Its place in its frame's list. */
  readonly place: number
  readonly time: number
  readonly cuboid: Cuboid
  readonly heading: number
  readonly category: string
  readonly model: MotionModel
  readonly score: number
  readonly pointCount: number | null
  /** Where the ego was, on the ground. */
  readonly egoX: number
  readonly egoY: number
  /** The center's distance from the ego on the ground. */
  readonly range: number
}

/** The detections of at least a score, in the world, frame by frame. */
export function sightingsOf(
  frames: readonly DetectedFrame[],
  leastScore: number,
): readonly (readonly Sighting[])[] {
  return frames.map(({ worldFromEgo, time, detections, pointCounts }, frame) =>
    detections.flatMap(({ cuboid: inEgo, category, score }, place): readonly Sighting[] => {
      if (score < leastScore) return []
      const cuboid = transformCuboid(worldFromEgo, inEgo)
      return [
        {
          ...{ frame, place, time, cuboid, category, score },
          heading: yawOf(cuboid.rotation),
          model: motionModelOf(category),
          pointCount: pointCounts?.[place] ?? null,
          egoX: worldFromEgo.translation[0],
          egoY: worldFromEgo.translation[1],
          range: Math.hypot(inEgo.center[0], inEgo.center[1]),
        },
      ]
    }),
  )
}
