import type { Clip, Lidar } from '@trueline/annotation'
import {
  type CameraModel,
  compose,
  IDENTITY_POSE,
  type ImageSize,
  invert,
  type Pose,
  toMatrix4,
} from '@trueline/geometry'
import {
  calibrationAt,
  type KittiCalibration,
  kittiCamera,
  rectFromLidarOf,
} from './calibration.ts'
import { mainCameraOf } from './rectSpace.ts'

/** What a frame of any clip looks like to KITTI. */
export type ExportSpace = {
  readonly rectFromEgo: Pose
  /** The lens the 2D boxes are drawn through, and its place; `null` where the clip has none. */
  readonly camera: { readonly model: CameraModel; readonly cameraFromEgo: Pose } | null
  /** What to write beside sweeps and images. */
  readonly calibration: KittiCalibration
}

const IDENTITY_3X3 = [1, 0, 0, 0, 1, 0, 0, 0, 1]

/**
 * A frame's spaces for export: the KITTI calibration it came with, or else one made of the clip's
 * main camera, whose own space is then the rectified one, and of its first lidar.
 */
export function exportSpaceAt(clip: Clip, frame: number): ExportSpace {
  const main = mainCameraOf(clip)
  const image = clip.frames[frame]?.images.find(({ sensorId }) => sensorId === main?.id)
  const placed = image?.calibration ?? main
  const model = placed?.model ?? null
  const kept = calibrationAt(clip, frame)
  if (kept) {
    const rectFromEgo = rectFromLidarOf(kept)
    const camera = kittiCamera(kept, '2', model ?? boundOf(kept))
    // Another lens than the rectified one, on a clip of ours, is the camera's own.
    const lens = model ?? camera?.model
    return {
      rectFromEgo,
      camera: camera && lens ? { model: lens, cameraFromEgo: invert(camera.egoFromSensor) } : null,
      calibration: kept,
    }
  }
  const cameraFromEgo = invert(placed?.egoFromSensor ?? IDENTITY_POSE)
  const lidar = clip.sensors.find((sensor): sensor is Lidar => sensor.modality === 'lidar')
  const cameraFromLidar = compose(cameraFromEgo, lidar?.egoFromSensor ?? IDENTITY_POSE)
  const [fx, fy] = model?.focalPx ?? [1, 1]
  const [cx, cy] = model?.centerPx ?? [0, 0]
  return {
    rectFromEgo: cameraFromEgo,
    camera: model && { model, cameraFromEgo },
    calibration: {
      projections: { '2': [fx, 0, cx, 0, 0, fy, cy, 0, 0, 0, 1, 0] },
      rect: IDENTITY_3X3,
      cameraFromLidar: toMatrix4(cameraFromLidar).slice(0, 12),
      lidarFromImu: null,
    },
  }
}

/** A size no image of a calibration exceeds: where there is none, 2D boxes are cut at its near edges alone. */
function boundOf({ projections }: KittiCalibration): ImageSize {
  const [, , cx = 0, , , , cy = 0] = projections['2'] ?? []
  return { widthPx: Math.ceil(4 * cx), heightPx: Math.ceil(4 * cy) }
}
