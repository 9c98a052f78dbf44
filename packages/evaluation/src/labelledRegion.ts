import type { AnnotationRecord, Camera, Clip } from '@trueline/annotation'
import {
  type CameraModel,
  type Cuboid,
  invert,
  type Pose,
  project,
  transform,
} from '@trueline/geometry'

/** Where a clip's labels are complete: all round, or in one camera's view. */
export type LabelledRegion =
  | { readonly kind: 'all' }
  | {
      readonly kind: 'camera'
      readonly name: string
      readonly model: CameraModel
      readonly cameraFromEgo: Pose
    }

/** All round. */
export const EVERYWHERE: LabelledRegion = { kind: 'all' }

/** Of these formats' labels it is known that what the camera did not see has none. */
const CAMERA_FORMATS = new Set(['kitti-object', 'kitti-tracking'])

/**
 * Where a clip's labels are complete, as its source has it: in the view of the camera in which regions
 * are marked that nobody cared for, as KITTI does; else all round.
 */
export function labelledRegionOf(
  clip: Pick<Clip, 'format' | 'sensors'>,
  records: readonly AnnotationRecord[],
): LabelledRegion {
  const cameras = clip.sensors.filter((sensor) => sensor.modality === 'camera')
  const marked = new Set(
    records.flatMap((record) =>
      record.kind === 'box2d' && record.trackId === null ? [record.sensorId] : [],
    ),
  )
  const camera =
    cameras.find(({ id }) => marked.has(id)) ??
    (CAMERA_FORMATS.has(clip.format) ? cameras[0] : undefined)
  return (camera && cameraRegionOf(camera)) ?? EVERYWHERE
}

/** A camera's view as a region; `null` where its lens is not known. */
export function cameraRegionOf({ id, model, egoFromSensor }: Camera): LabelledRegion | null {
  const cameraFromEgo = invert(egoFromSensor)
  return model === null ? null : { kind: 'camera', name: id, model, cameraFromEgo }
}

/** Whether a box, in ego space, belongs to a region: whether its center is seen. */
export function isInRegion(region: LabelledRegion, cuboid: Cuboid): boolean {
  if (region.kind === 'all') return true
  const pixel = project(region.model, transform(region.cameraFromEgo, cuboid.center))
  if (pixel === null) return false
  const { widthPx, heightPx } = region.model
  const [x, y] = pixel
  return x >= -0.5 && y >= -0.5 && x <= widthPx - 0.5 && y <= heightPx - 0.5
}
