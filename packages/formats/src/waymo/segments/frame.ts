import type { Camera, Lidar } from '@trueline/annotation'
import type { Pose } from '@trueline/geometry'
import { bytesIn, fieldsOf, intIn } from '../../protobuf/fields.ts'
import { cameraIdOf, lidarIdOf, poseOf, type Sensors, sensorsOf } from './calibrations.ts'

/** Where some bytes lie in a file. */
export type Stretch = { readonly offset: number; readonly bytes: number }

/** What a `Frame` holds; images and range images stay in the file. */
export type SegmentFrame = {
  readonly context: string
  readonly sensors: Sensors
  readonly timeUs: number
  readonly worldFromEgo: Pose
  /** `Laser` messages. */
  readonly lasers: readonly (Stretch & { readonly id: Lidar['id'] })[]
  /** Pictures as they are, and where the vehicle was when each was taken. */
  readonly images: readonly (Stretch & {
    readonly id: Camera['id']
    readonly worldFromEgo: Pose | null
  })[]
  /** `Label` messages of boxes in the vehicle's space. */
  readonly laserLabels: readonly Uint8Array[]
  readonly cameraLabels: readonly { readonly id: Camera['id']; readonly label: Uint8Array }[]
}

/**
 * What a `Frame` (dataset.proto) holds.
 *
 * @param offset Where it begins in its file.
 * @throws {RangeError} when it is none.
 */
export function segmentFrame(bytes: Uint8Array, offset: number): SegmentFrame {
  const at = (part: Uint8Array): Stretch => ({
    offset: offset + part.byteOffset - bytes.byteOffset,
    bytes: part.length,
  })
  const frame = fieldsOf(bytes)
  const context = bytesIn(frame, 1).at(-1)
  if (context === undefined) throw new RangeError('no context')
  const inContext = fieldsOf(context)
  const name = bytesIn(inContext, 1).at(-1)
  return {
    context: new TextDecoder().decode(name),
    sensors: sensorsOf(inContext),
    timeUs: Number(intIn(frame, 2)),
    worldFromEgo: poseOf(frame, 3),
    lasers: bytesIn(frame, 5).map((one) => ({
      ...at(one),
      id: lidarIdOf(intIn(fieldsOf(one), 1)),
    })),
    images: bytesIn(frame, 4).flatMap((one) => {
      const fields = fieldsOf(one)
      const picture = bytesIn(fields, 2).at(-1)
      const worldFromEgo = fields.has(3) ? poseOf(fields, 3) : null
      const id = cameraIdOf(intIn(fields, 1))
      return picture === undefined ? [] : [{ ...at(picture), id, worldFromEgo }]
    }),
    laserLabels: bytesIn(frame, 6).map((one) => one.slice()),
    cameraLabels: bytesIn(frame, 8).flatMap((one) => {
      const fields = fieldsOf(one)
      const id = cameraIdOf(intIn(fields, 1))
      return bytesIn(fields, 2).map((label) => ({ id, label: label.slice() }))
    }),
  }
}
