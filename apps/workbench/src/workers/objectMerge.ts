import { type Clip, type CuboidRecord, isShown, type Track } from '@trueline/annotation'
import { compose, invert, type Pose, poseOf, transformCuboid } from '@trueline/geometry'
import type { MergeLimits } from '@trueline/pointcloud'
import type { SweepToMerge } from './merge.service.ts'
import { type RunningMerge, spread, startMerge } from './merge.ts'

/** An object whose points of all frames are asked for: its boxes, and the one whose space they are wanted in. */
export type MergedObject = {
  readonly clip: Clip
  readonly track: Pick<Track, 'isStatic'>
  readonly cuboids: readonly CuboidRecord[]
  readonly base: CuboidRecord
}

/** What lies so far beyond a box's faces still belongs to the picture of the object. */
const MARGIN = 0.75
/** A point every 2 cm, and no more of them than a view draws at once: thinner where they are more. */
const LIMITS: MergeLimits = { voxel: 0.02, mostPoints: 150_000 }

/** Begins to merge an object's points in its own space, in a worker of its own. */
export function startObjectMerge(
  object: MergedObject,
  progress: (share: number) => void,
): RunningMerge {
  return startMerge(objectSweeps(object), LIMITS, progress)
}

/**
 * What to cut out of each frame, and how that stands in the object's space: that of `base`.
 *
 * Of what moves, each frame's points are seen from that frame's box: a box that is off smears the
 * cloud. What stands still is merged in the world, where its boxes may be off and its points are not;
 * frames without a pose tell nothing then and are left out.
 */
export function objectSweeps({
  clip,
  track,
  cuboids,
  base,
}: MergedObject): readonly SweepToMerge[] {
  const baseFromWorld = track.isStatic === true ? baseFromWorldOf(clip, base) : null
  return spread(cuboids.filter(isShown)).flatMap((cuboid) => {
    const frame = clip.frames[cuboid.frame]
    const targetFromEgo =
      baseFromWorld === null
        ? invert(poseOf(cuboid))
        : frame?.worldFromEgo && compose(baseFromWorld, frame.worldFromEgo)
    if (frame === undefined || !targetFromEgo) return []
    return frame.sweeps.flatMap(({ range, pointCount, sections, sensorId }) => {
      const sensor = clip.sensors.find(({ id }) => id === sensorId)
      if (sensor === undefined) return []
      const { egoFromSensor } = sensor
      const within = { cuboid, margin: MARGIN }
      return [{ range, pointCount, sections, egoFromSensor, targetFromEgo, within }]
    })
  })
}

function baseFromWorldOf(clip: Clip, base: CuboidRecord): Pose | null {
  const worldFromEgo = clip.frames[base.frame]?.worldFromEgo ?? null
  return worldFromEgo === null ? null : invert(poseOf(transformCuboid(worldFromEgo, base)))
}
