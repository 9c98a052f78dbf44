import type { Clip, SweepRef } from '@trueline/annotation'
import { POINT_STRIDE } from './sweep.ts'
import { timesOfPoints } from './turnTimes.ts'
import { unpackInto } from './unpack.ts'

/** A frame's points, N × 4 rows of x, y, z, intensity in ego space, and N seconds after its time, where known. */
export type FramePoints = {
  readonly points: Float32Array
  readonly timeOffset: Float32Array | null
}

/** The packed sweeps of a frame: where they belong, and the bytes of each. */
export type PackedFrame = {
  readonly sweeps: readonly SweepRef[]
  readonly sensors: Clip['sensors']
  readonly parts: readonly Uint8Array[]
}

/** How many values the points of some sweeps take. */
export function valuesOf(sweeps: readonly SweepRef[]): number {
  return sweeps.reduce((sum, { pointCount }) => sum + pointCount, 0) * POINT_STRIDE
}

/**
 * All points of a frame in its ego space, one sweep behind the other; times where all of its sweeps have
 * them. Sweeps of sensors that the clip does not name are left out.
 *
 * @param room Written to, and what the points are a part of; `valuesOf` long at least.
 * @throws {RangeError} when the bytes are not as many as the sections say, or the room is too short.
 */
export function unpackFrame(
  { sweeps, sensors, parts }: PackedFrame,
  room: Float32Array = new Float32Array(valuesOf(sweeps)),
): FramePoints {
  const isTimed = sweeps.length > 0 && sweeps.every(({ turnTimesUs }) => turnTimesUs !== undefined)
  const timeOffset = isTimed ? new Float32Array(valuesOf(sweeps) / POINT_STRIDE) : null
  let row = 0
  for (const [index, { sections, sensorId, turnTimesUs }] of sweeps.entries()) {
    const sensor = sensors.find(({ id }) => id === sensorId)
    if (sensor === undefined) continue
    const { egoFromSensor } = sensor
    const rest = room.subarray(row * POINT_STRIDE)
    const count = unpackInto(rest, { bytes: parts[index]!, sections }, egoFromSensor)
    if (timeOffset !== null && turnTimesUs !== undefined) {
      const points = rest.subarray(0, count * POINT_STRIDE)
      timeOffset.set(timesOfPoints(points, { times: turnTimesUs, egoFromSensor }), row)
    }
    row += count
  }
  return {
    points: room.subarray(0, row * POINT_STRIDE),
    timeOffset: timeOffset?.subarray(0, row) ?? null,
  }
}
