import type { Cuboid, Pose } from '@trueline/geometry'
import {
  addSweep,
  type Canvas,
  createRingLevels,
  groundPoints,
  type RingLevels,
} from '@trueline/perception'
import { groundHeightAt, groundOf } from '@trueline/pointcloud'
import type { FramesService } from './frames.service.ts'
import { createSweepReader, type SweepInPack } from './sweepPoints.ts'

/** A frame whose ground goes onto a canvas. */
export type FrameToLay = {
  readonly worldFromEgo: Pose
  /** Where its sweeps lie in packs, each with its lidar. */
  readonly sweeps: readonly SweepInPack[]
  /** What stands on the ground, in ego space: it is left out. */
  readonly boxes: readonly Cuboid[]
}

/** Lays frames onto a canvas one after the other; memory grows with the ground seen, never with the sweeps. */
export type GroundLayer = {
  /** The ground's height under the ego, in ego space; `null` where no sweep shows it. */
  readonly lay: (canvas: Canvas, frame: FrameToLay) => Promise<number | null>
}

/** A layer of the sweeps that `reader` reads; it learns how bright each lidar's rings are. */
export function createGroundLayer(reader: Pick<FramesService, 'read'>): GroundLayer {
  const pointsOf = createSweepReader(reader)
  const levelsOf = new Map<string, RingLevels>()

  return {
    async lay(canvas, { worldFromEgo, sweeps, boxes }) {
      let egoHeight: number | null = null
      for (const sweep of sweeps) {
        const levels = levelsOf.get(sweep.sensorId) ?? createRingLevels()
        levelsOf.set(sweep.sensorId, levels)
        const points = await pointsOf(sweep)
        const ground = groundOf(points)
        egoHeight ??= groundHeightAt(ground, 0, 0)
        const kept = groundPoints({ points, ground, boxes })
        addSweep(canvas, { points: kept, worldFromEgo, levels })
      }
      return egoHeight
    },
  }
}
