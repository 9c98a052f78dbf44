import type { BlobRange, PackSection } from '@trueline/annotation'
import type { Pose } from '@trueline/geometry'
import { POINT_STRIDE, unpackInto } from '@trueline/pointcloud'
import type { FramesService } from './frames.service.ts'

/** A sweep where it lies in a pack, with its lidar. */
export type SweepInPack = {
  readonly sensorId: string
  readonly range: BlobRange
  readonly pointCount: number
  readonly sections: readonly PackSection[]
  readonly egoFromSensor: Pose
}

/** Reads sweeps one after the other: N × 4 rows in ego space, valid until the next is read. */
export function createSweepReader(
  reader: Pick<FramesService, 'read'>,
): (sweep: SweepInPack) => Promise<Float32Array> {
  let room = new Float32Array()
  return async ({ range, sections, egoFromSensor, pointCount }) => {
    const [bytes] = await reader.read({ requestId: 0, ranges: [range] })
    const length = pointCount * POINT_STRIDE
    if (room.length < length) room = new Float32Array(length)
    unpackInto(room, { bytes: bytes!, sections }, egoFromSensor)
    return room.subarray(0, length)
  }
}
