import type { FixedRecord } from '@trueline/annotation'
import { createRoadsideFinder } from '@trueline/perception'
import { groundOf } from '@trueline/pointcloud'
import type { FramesService } from './frames.service.ts'
import type { FrameToLay } from './layGround.ts'
import { createSweepReader } from './sweepPoints.ts'

/** A drive beside which things are looked for. */
export type RoadsideAsked = {
  readonly frames: readonly FrameToLay[]
  /** Begins the ids of records. */
  readonly prefix: string
}

/** What the roadside worker answers. */
export type RoadsideService = {
  /** Poles, signs and traffic lights, proposed, and the share of frames looked at. Rejects when a sweep cannot be read. */
  readonly propose: (
    asked: RoadsideAsked,
    progress: (share: number) => void,
  ) => Promise<readonly FixedRecord[]>
}

/** Looks beside the road in sweeps that `reader` reads; one sweep is in memory at a time. */
export function createRoadsideService(reader: Pick<FramesService, 'read'>): RoadsideService {
  const pointsOf = createSweepReader(reader)
  return {
    async propose({ frames, prefix }, progress) {
      const finder = createRoadsideFinder()
      for (const [index, { sweeps, boxes, worldFromEgo }] of frames.entries()) {
        progress(index / frames.length)
        for (const sweep of sweeps) {
          const points = await pointsOf(sweep)
          finder.add({ points, ground: groundOf(points), boxes }, worldFromEgo)
        }
      }
      return finder.found(prefix)
    },
  }
}
