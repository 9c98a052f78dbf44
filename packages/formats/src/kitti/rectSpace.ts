import type { Camera, Clip } from '@trueline/annotation'
import { fromMatrix3, invert, type Pose, ZERO } from '@trueline/geometry'
import { calibrationAt, rectFromLidarOf } from './calibration.ts'

/** Camera axes to the ego's, for want of a calibration: z becomes x, -x becomes y, -y becomes z. */
const EGO_FROM_CAMERA_AXES: Pose = {
  translation: ZERO,
  rotation: fromMatrix3([0, 0, 1, -1, 0, 0, 0, -1, 0]),
}

/** The ego space from the rectified space of KITTI labels, and how it was found. */
export type RectSpace = { readonly egoFromRect: Pose; readonly source: 'kitti' | 'camera' | 'axes' }

/**
 * The space of KITTI labels at a frame of a clip: by its KITTI calibration; else that of its left
 * color camera, or of its front one, or of its first; else camera axes at the ego's origin.
 */
export function rectSpaceAt(clip: Clip | null, frame: number): RectSpace {
  const calibration = clip && calibrationAt(clip, frame)
  if (calibration) {
    return { egoFromRect: invert(rectFromLidarOf(calibration)), source: 'kitti' }
  }
  const camera = clip && mainCameraOf(clip)
  if (clip === null || camera === null) {
    return { egoFromRect: EGO_FROM_CAMERA_AXES, source: 'axes' }
  }
  const image = clip.frames[frame]?.images.find(({ sensorId }) => sensorId === camera.id)
  const { egoFromSensor } = image?.calibration ?? camera
  return { egoFromRect: egoFromSensor, source: 'camera' }
}

/** The camera KITTI labels speak of: the left color one by its name, else a front one, else the first. */
export function mainCameraOf(clip: Pick<Clip, 'sensors'>): Camera | null {
  const cameras = clip.sensors.filter((sensor) => sensor.modality === 'camera')
  const named = (pattern: RegExp): Camera | undefined => cameras.find(({ id }) => pattern.test(id))
  return (
    named(/image_?0?2|cam_?left|left_?cam|cam_?0?2\b|left_color/i) ??
    named(/front(?!.*(left|right))/i) ??
    cameras[0] ??
    null
  )
}
