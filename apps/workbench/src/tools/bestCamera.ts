import type { Camera, Clip, SensorId } from '@trueline/annotation'
import { type Cuboid, invert, type PixelBounds, projectedBounds } from '@trueline/geometry'

/** A camera's calibration at one frame. */
export type CameraAtFrame = Pick<Camera, 'egoFromSensor' | 'model'>

/** How a camera stood and saw at a frame; `null` where the clip has no such camera. */
export function cameraAt(clip: Clip, frame: number, sensorId: SensorId): CameraAtFrame | null {
  const image = clip.frames[frame]?.images.find((candidate) => candidate.sensorId === sensorId)
  if (image?.calibration) return image.calibration
  const sensor = clip.sensors.find(({ id }) => id === sensorId)
  return sensor?.modality === 'camera' ? sensor : null
}

/** The box around what a camera sees of a cuboid, in pixels; `null` when it sees nothing of it. */
export function seenBounds(camera: CameraAtFrame, cuboid: Cuboid): PixelBounds | null {
  if (camera.model === null) return null
  return projectedBounds(camera.model, invert(camera.egoFromSensor), cuboid)
}

/** The camera that shows a cuboid largest at a frame; `null` when none sees it. */
export function bestCamera(clip: Clip, frame: number, cuboid: Cuboid): SensorId | null {
  let best: SensorId | null = null
  let largest = 0
  for (const { sensorId } of clip.frames[frame]?.images ?? []) {
    const camera = cameraAt(clip, frame, sensorId)
    const bounds = camera && seenBounds(camera, cuboid)
    if (!bounds) continue
    const area = (bounds.rightPx - bounds.leftPx) * (bounds.bottomPx - bounds.topPx)
    if (area > largest) {
      largest = area
      best = sensorId
    }
  }
  return best
}
