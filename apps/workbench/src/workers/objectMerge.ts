import { type Clip, type CuboidRecord, isShown, type Track } from '@trueline/annotation'
import { compose, invert, type Pose, poseOf, transformCuboid } from '@trueline/geometry'
import type { MergeLimits } from '@trueline/pointcloud'
import type { Progress, SweepToMerge } from './merge.service.ts'
import { type RunningMerge, spread, startMerge } from './merge.ts'

/** An object whose points of all frames are asked for. */
export type MergedObject = {
  readonly clip: Clip
  readonly track: Pick<Track, 'isStatic'>
  readonly cuboids: readonly CuboidRecord[]
}

/** What lies so far beyond a box's faces still belongs to the picture of the object. */
const MARGIN = 0.75
/** A point every 2 cm, and no more of them than a view draws at once: thinner where they are more. */
const LIMITS: MergeLimits = { voxel: 0.02, mostPoints: 150_000 }

/** Begins to merge an object's points in its own space, from its `objectSweeps`, in a worker of its own. */
export function startObjectMerge(
  sweeps: readonly SweepToMerge[],
  progress: Progress,
): RunningMerge {
  return startMerge(sweeps, LIMITS, progress)
}

/**
 * What to cut out of each frame, and how that stands in the object's space.
 *
 * Of what moves, each frame's points are seen from that frame's box: a box that is off smears the
 * cloud. What stands still is merged in the world, where its boxes may be off and its points are not,
 * and seen from its best seen box; frames without a pose tell nothing then and are left out.
 */
export function objectSweeps({ clip, track, cuboids }: MergedObject): readonly SweepToMerge[] {
  const base = track.isStatic === true ? bestSeen(cuboids) : null
  const baseFromWorld = base === null ? null : baseFromWorldOf(clip, base)
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

/** The box that most points were counted in, or the nearest one where none were; `null` without labels. */
function bestSeen(cuboids: readonly CuboidRecord[]): CuboidRecord | null {
  return cuboids
    .filter(isShown)
    .reduce<CuboidRecord | null>(
      (best, one) => (best && worth(best) >= worth(one) ? best : one),
      null,
    )
}

function worth({ pointCount, center }: CuboidRecord): number {
  return pointCount ?? 1 / (1 + Math.hypot(center[0], center[1]))
}
