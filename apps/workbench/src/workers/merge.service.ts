import type { BlobRange, PackSection } from '@trueline/annotation'
import { compose, IDENTITY_POSE, type Pose } from '@trueline/geometry'
import {
  type MergeLimits,
  type PackedSweep,
  POINT_STRIDE,
  packSweep,
  startMerge,
  unpackInto,
} from '@trueline/pointcloud'
import { transfer } from 'comlink'
import { createFramesService } from './frames.service.ts'

/** A sweep to be merged: where it lies in a pack, and how it stands in the world. */
export type SweepToMerge = {
  readonly range: BlobRange
  readonly pointCount: number
  readonly sections: readonly PackSection[]
  readonly egoFromSensor: Pose
  readonly worldFromEgo: Pose
}

/** The points of many frames in one cloud, packed as a sweep whose space is the world. */
export type MergedCloud = Pick<PackedSweep, 'bytes' | 'sections' | 'pointCount'>

/** What the merge worker answers. */
export type MergeService = {
  /** Reads the sweeps one after the other and merges them; `progress` is told the share done, in 0..1. */
  readonly merge: (
    sweeps: readonly SweepToMerge[],
    limits: MergeLimits,
    progress: (share: number) => void,
  ) => Promise<MergedCloud>
}

/** Merges sweeps read by HTTP range; memory grows with the limits, never with the number of sweeps. */
export function createMergeService(): MergeService {
  const reader = createFramesService()
  let room = new Float32Array()

  async function pointsOf(sweep: SweepToMerge): Promise<Float32Array> {
    const [bytes] = await reader.read({ requestId: 0, ranges: [sweep.range] })
    const length = sweep.pointCount * POINT_STRIDE
    if (room.length < length) room = new Float32Array(length)
    const worldFromSensor = compose(sweep.worldFromEgo, sweep.egoFromSensor)
    unpackInto(room, { bytes: bytes!, sections: sweep.sections }, worldFromSensor)
    return room.subarray(0, length)
  }

  return {
    async merge(sweeps, limits, progress) {
      const merging = startMerge(limits)
      for (const [index, sweep] of sweeps.entries()) {
        const points = await pointsOf(sweep)
        merging.add({ points, targetFromSource: IDENTITY_POSE, within: null })
        progress((index + 1) / sweeps.length)
      }
      const merged = packSweep({ points: merging.points(), ring: null, timeOffset: null })
      return transfer(merged, [merged.bytes.buffer])
    },
  }
}
