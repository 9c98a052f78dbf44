import type { Clip, CuboidRecord } from '@trueline/annotation'
import type { PixelBounds } from '@trueline/geometry'
import { bestCamera, cameraAt, seenBounds } from '../../tools/bestCamera.ts'
import type { PictureRequest } from '../../workers/crop.service.ts'
import { fitPart, type ImageTransform, pixelAt, type Size } from '../cameras/imageTransform.ts'

/** The image that shows a box largest, and where; or why there is none. */
export type BestView =
  | {
      readonly image: Clip['frames'][number]['images'][number]
      readonly bounds: PixelBounds
    }
  /** The frame has no image; no camera of the frame sees the box. */
  | 'noImage'
  | 'unseen'

/** Where a box is seen best in its frame. */
export function bestView(clip: Clip, cuboid: CuboidRecord): BestView {
  const { frame } = cuboid
  const images = clip.frames[frame]?.images ?? []
  if (images.length === 0) return 'noImage'
  const sensorId = bestCamera(clip, frame, cuboid)
  const image = images.find((one) => one.sensorId === sensorId)
  const camera = sensorId === null ? null : cameraAt(clip, frame, sensorId)
  const bounds = camera === null ? null : seenBounds(camera, cuboid)
  return image === undefined || bounds === null ? 'unseen' : { image, bounds }
}

/** The whole pixels around what is seen of a box, and how the image lies when they fill a picture. */
export function partOf(
  bounds: PixelBounds,
  size: Size,
): { readonly part: PictureRequest['part']; readonly shown: ImageTransform } {
  const transform = fitPart(bounds, size)
  const corner = pixelAt(transform, [0, 0])
  // A pixel's center is at a whole number, an image's edge half a pixel before the first.
  const leftPx = Math.round(corner[0] + 0.5)
  const topPx = Math.round(corner[1] + 0.5)
  const widthPx = Math.max(1, Math.round(size.width / transform.scale))
  const heightPx = Math.max(1, Math.round(size.height / transform.scale))
  const scale = size.width / widthPx
  return {
    part: { leftPx, topPx, widthPx, heightPx },
    shown: { scale, x: (0.5 - leftPx) * scale, y: (0.5 - topPx) * scale },
  }
}
