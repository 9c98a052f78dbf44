import type { Camera, Clip, Frame, Json } from '@trueline/annotation'
import { add, type Pose, toMatrix3, type Vec3 } from '@trueline/geometry'
import type { JsonObject } from '../jsonAt.ts'
import { numberOf } from '../sourceJson.ts'
import { keptLens } from './keptLens.ts'

/** A frame file’s head for a clip of another format: cameras and pose, no lanes. */
export function freshRoot(
  clip: Clip,
  frame: Frame,
  { moment, segment }: { readonly moment: string; readonly segment: string },
): JsonObject {
  const cameras = clip.sensors.filter(
    (one): one is Camera => one.modality === 'camera' && one.model !== null,
  )
  const { rotation, translation } = frame.worldFromEgo!
  return {
    version: 'OpenLane-V2_v1.0',
    segment_id: segment,
    meta_data: { source: 'trueline', source_id: clip.name },
    timestamp: Number.isSafeInteger(Number(moment)) ? Number(moment) : numberOf(moment),
    sensor: Object.fromEntries(
      cameras.map(({ id, egoFromSensor, model }) => [
        id,
        {
          image_path: `${segment}/image/${id}/${moment}.jpg`,
          extrinsic: poseRow(egoFromSensor.rotation, egoFromSensor.translation),
          intrinsic: lensRow(model!),
        },
      ]),
    ),
    pose: poseRow(rotation, add(translation, clip.worldOrigin)),
  }
}

function poseRow(rotation: Pose['rotation'], translation: Vec3): JsonObject {
  const m = toMatrix3(rotation)
  return { rotation: [m.slice(0, 3), m.slice(3, 6), m.slice(6, 9)], translation: [...translation] }
}

function lensRow(model: NonNullable<Camera['model']>): JsonObject {
  const { focalPx, centerPx } = model
  const distortion =
    model.lens === 'brownConrady' ? distortionOf(model.radial, model.tangential) : [0, 0, 0]
  return {
    K: [
      [focalPx[0], 0, centerPx[0]],
      [0, focalPx[1], centerPx[1]],
      [0, 0, 1],
    ],
    distortion,
    ...keptLens(model),
  }
}

function distortionOf(radial: readonly number[], tangential: readonly number[]): Json {
  const [k1 = 0, k2 = 0, k3 = 0] = radial
  return tangential.some((one) => one !== 0) ? [k1, k2, ...tangential, k3] : [k1, k2, k3]
}
