import {
  type CameraModel,
  type Cuboid,
  compose,
  invert,
  type Pose,
  project,
  projectedBounds,
  transform,
} from '@trueline/geometry'
import type { Look } from './addLook.ts'
import type { Pixels } from './shrinkPicture.ts'

/** The ground asks for no more pixels than this along a picture. */
export const LOOK_WIDEST_PX = 960

/** A picture that a camera took, and where it stood; it may be smaller than the model's, with the same sides' ratio. */
export type CameraPicture = Pixels & {
  readonly model: CameraModel
  readonly egoFromCamera: Pose
  readonly worldFromEgo: Pose
  /** What may stand between camera and ground, in ego space. */
  readonly boxes: readonly Cuboid[]
}

/** Nearer than this the vehicle itself is in the picture; further away a cell is less than a pixel high. */
const NEAR = 3.5
const REACH = 30
/** The distance at which a look is half as clear as from close by. */
const HALF_CLEAR = 12
/** Pixels to a side of a cell in which boxes are looked up. */
const BLOCK_PX = 16

/** The look of a camera's picture at the ground: not at what boxes hide. */
export function cameraLook(picture: CameraPicture): Look {
  const { model, egoFromCamera, worldFromEgo, pixels, widthPx, heightPx } = picture
  const cameraFromWorld = invert(compose(worldFromEgo, egoFromCamera))
  const [x, y] = transform(worldFromEgo, egoFromCamera.translation)
  const hiddenFrom = hidingDistances(picture)
  const blocks = Math.ceil(model.widthPx / BLOCK_PX)
  return {
    x,
    y,
    reach: REACH,
    see(place, sight) {
      const inCamera = transform(cameraFromWorld, place)
      const distance = Math.hypot(...inCamera)
      if (distance < NEAR || distance > REACH) return
      const pixel = project(model, inCamera)
      if (pixel === null) return
      const [u, v] = [Math.round(pixel[0]), Math.round(pixel[1])]
      if (u < 0 || v < 0 || u >= model.widthPx || v >= model.heightPx) return
      const block = Math.floor(v / BLOCK_PX) * blocks + Math.floor(u / BLOCK_PX)
      if (distance > hiddenFrom[block]!) return
      const row = Math.min(heightPx - 1, Math.floor((v * heightPx) / model.heightPx))
      const column = Math.min(widthPx - 1, Math.floor((u * widthPx) / model.widthPx))
      const at = 4 * (row * widthPx + column)
      const [red, green, blue] = [pixels[at]!, pixels[at + 1]!, pixels[at + 2]!]
      sight.clearness = Math.max(1, Math.round(255 / (1 + (distance / HALF_CLEAR) ** 2)))
      sight.luminance = 0.299 * red + 0.587 * green + 0.114 * blue
      sight.color = 128 + ((red + green) / 2 - blue) / 2
    },
  }
}

/** For each block of the picture the distance from which on a box hides what lies there. */
function hidingDistances({ model, egoFromCamera, boxes }: CameraPicture): Float32Array {
  const blocks = Math.ceil(model.widthPx / BLOCK_PX)
  const rows = Math.ceil(model.heightPx / BLOCK_PX)
  const distances = new Float32Array(blocks * rows).fill(Number.POSITIVE_INFINITY)
  const cameraFromEgo = invert(egoFromCamera)
  for (const box of boxes) {
    const bounds = projectedBounds(model, cameraFromEgo, box)
    if (bounds === null) continue
    const { center, extent } = box
    const nearest = Math.hypot(...transform(cameraFromEgo, center)) - Math.hypot(...extent) / 2
    const first = Math.floor(Math.max(0, bounds.leftPx) / BLOCK_PX)
    const last = Math.min(blocks - 1, Math.floor(bounds.rightPx / BLOCK_PX))
    const bottom = Math.min(rows - 1, Math.floor(bounds.bottomPx / BLOCK_PX))
    for (let row = Math.floor(Math.max(0, bounds.topPx) / BLOCK_PX); row <= bottom; row++) {
      for (let column = first; column <= last; column++) {
        const block = row * blocks + column
        distances[block] = Math.min(distances[block]!, nearest)
      }
    }
  }
  return distances
}
