import type { Box2d, Camera, Clip } from '@trueline/annotation'
import {
  type CameraModel,
  type Cuboid,
  invert,
  type PixelBounds,
  projectedBounds,
} from '@trueline/geometry'

/** Where cuboids show in the pictures of a clip. */
export type Cameras = {
  /**
   * The part of a cuboid, in the ego space of a frame, that is on one of its pictures; `null` for none
   * and `undefined` where that is not known: no such camera, no intrinsics, or a 2D box that the border
   * cuts, so that little is left to compare.
   */
  readonly boundsIn: (cuboid: Cuboid, box: Box2d) => PixelBounds | null | undefined
  /** Whether a 2D box ends at the border of its picture: what it is about may go on beyond. */
  readonly isAtBorder: (box: Box2d) => boolean
}

/** The cameras of a clip. */
export function camerasOf({ frames, sensors }: Pick<Clip, 'frames' | 'sensors'>): Cameras {
  const cameras = new Map(
    sensors.flatMap((one): [string, Camera][] =>
      one.modality === 'camera' ? [[one.id, one]] : [],
    ),
  )
  const cameraOf = ({ frame, sensorId }: Box2d) => {
    const picture = frames[frame]?.images.find((one) => one.sensorId === sensorId)
    return picture?.calibration ?? cameras.get(sensorId) ?? null
  }
  const isAtBorder = (box: Box2d): boolean => {
    const model = cameraOf(box)?.model ?? null
    return model !== null && isCut(box, model)
  }
  return {
    isAtBorder,
    boundsIn(cuboid, box) {
      const { egoFromSensor, model } = cameraOf(box) ?? {}
      if (egoFromSensor === undefined || !model || isAtBorder(box)) return undefined
      return projectedBounds(model, invert(egoFromSensor), cuboid)
    },
  }
}

/** A 2D box that ends this near to the border goes on beyond it. */
const BORDER_PX = 4

function isCut(
  { leftPx, rightPx, topPx, bottomPx }: Box2d,
  { widthPx, heightPx }: CameraModel,
): boolean {
  return (
    leftPx < BORDER_PX ||
    topPx < BORDER_PX ||
    rightPx > widthPx - 1 - BORDER_PX ||
    bottomPx > heightPx - 1 - BORDER_PX
  )
}
