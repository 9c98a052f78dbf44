import type { Clip, Frame, ImageRef } from '@trueline/annotation'
import { type CameraModel, distance, type Pose } from '@trueline/geometry'

/** Pictures closer together than this show the road hardly clearer; meters. */
const LOOK_STRIDE = 6

/** Those of some frames that have a pose, each at least so many meters from the one before. */
export function framesApart(
  { frames }: Pick<Clip, 'frames'>,
  indices: readonly number[],
  stride: number,
): readonly number[] {
  const found: number[] = []
  let last: Pose | null = null
  for (const index of indices) {
    const worldFromEgo = frames[index]?.worldFromEgo ?? null
    if (worldFromEgo === null) continue
    if (last !== null && distance(worldFromEgo.translation, last.translation) < stride) continue
    last = worldFromEgo
    found.push(index)
  }
  return found
}

/** Those of some frames whose pictures are put onto a canvas: where the ego had moved on so far that these show more. */
export function framesLooked(
  clip: Pick<Clip, 'frames'>,
  indices: readonly number[],
): readonly number[] {
  return framesApart(clip, indices, LOOK_STRIDE)
}

/** A picture of a frame whose lens is known. */
export type PosedImage = {
  readonly image: ImageRef
  readonly egoFromCamera: Pose
  readonly model: CameraModel
}

/** The pictures of a frame that can be put onto the ground. */
export function posedImages(
  { sensors }: Pick<Clip, 'sensors'>,
  { images }: Pick<Frame, 'images'>,
): readonly PosedImage[] {
  return images.flatMap((image) => {
    const camera = sensors.find(({ id }) => id === image.sensorId)
    if (camera?.modality !== 'camera') return []
    const { egoFromSensor, model } = image.calibration ?? camera
    return model === null ? [] : [{ image, egoFromCamera: egoFromSensor, model }]
  })
}
