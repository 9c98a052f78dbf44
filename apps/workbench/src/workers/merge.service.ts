import type { BlobRange, PackSection } from '@trueline/annotation'
import { type Cuboid, compose, IDENTITY_POSE, type Pose } from '@trueline/geometry'
import {
  cropPacked,
  type MergeLimits,
  type PackedSweep,
  POINT_STRIDE,
  packSweep,
  startMerge,
  unpackInto,
} from '@trueline/pointcloud'
import { transfer } from 'comlink'
import type { FramesService } from './frames.service.ts'

/** A sweep to be merged: where it lies in a pack, and how it stands in the space merged into. */
export type SweepToMerge = {
  readonly range: BlobRange
  readonly pointCount: number
  readonly sections: readonly PackSection[]
  readonly egoFromSensor: Pose
  readonly targetFromEgo: Pose
  /** Only what lies in this cuboid of ego space, grown by the margin; `null` for all. */
  readonly within: { readonly cuboid: Cuboid; readonly margin: number } | null
}

/** The points of many frames in one cloud, packed as a sweep whose space is the one merged into. */
export type MergedCloud = Pick<PackedSweep, 'bytes' | 'sections' | 'pointCount'>

/** Is told the share of the sweeps that is merged, in 0..1. */
export type Progress = (share: number) => unknown

/** What the merge worker answers. */
export type MergeService = {
  /**
   * Reads the sweeps one after the other and merges them; `progress` is told the share done, in 0..1,
   * and what it answers with is waited for before the next sweep.
   */
  readonly merge: (
    sweeps: readonly SweepToMerge[],
    limits: MergeLimits,
    progress: Progress,
  ) => Promise<MergedCloud>
}

/** Merges sweeps that `reader` reads; memory grows with the limits, never with the number of sweeps. */
export function createMergeService(reader: Pick<FramesService, 'read'>): MergeService {
  let room = new Float32Array()

  async function pointsOf(sweep: SweepToMerge): Promise<Float32Array> {
    const { range, sections, egoFromSensor, targetFromEgo, within } = sweep
    const [bytes] = await reader.read({ requestId: 0, ranges: [range] })
    const packed = { bytes: bytes!, sections }
    if (within !== null) return cropPacked(packed, egoFromSensor, within)
    const length = sweep.pointCount * POINT_STRIDE
    if (room.length < length) room = new Float32Array(length)
    unpackInto(room, packed, compose(targetFromEgo, egoFromSensor))
    return room.subarray(0, length)
  }

  return {
    async merge(sweeps, limits, progress) {
      const merging = startMerge(limits)
      for (const [index, sweep] of sweeps.entries()) {
        const points = await pointsOf(sweep)
        // Whole sweeps are turned while they are unpacked, which costs no more than leaving them.
        const targetFromSource = sweep.within === null ? IDENTITY_POSE : sweep.targetFromEgo
        merging.add({ points, targetFromSource, within: null })
        await progress((index + 1) / sweeps.length)
      }
      const merged = packSweep({ points: merging.points(), ring: null, timeOffset: null })
      return transfer(merged, [merged.bytes.buffer])
    },
  }
}
