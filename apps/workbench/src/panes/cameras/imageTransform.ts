import type { Pixel, PixelBounds } from '@trueline/geometry'

/**
 * How an image lies in its view: `css = pixel * scale + offset` for continuous pixels, whose first
 * one's center is at 0 and whose image begins at -0.5.
 */
export type ImageTransform = {
  readonly scale: number
  readonly x: number
  readonly y: number
}

/** Width and height. */
export type Size = { readonly width: number; readonly height: number }

const LARGEST_SCALE = 40
/** A crop shows this much more than the object, and never less than so many pixels. */
const CROP_FILL = 0.5
const SMALLEST_CROP_PX = 48

/** The whole image, as large as the view holds it, in its middle. */
export function fitWhole(image: Size, view: Size): ImageTransform {
  const scale = Math.min(view.width / image.width, view.height / image.height)
  return centered([(image.width - 1) / 2, (image.height - 1) / 2], scale, view)
}

/** A part of the image with its surroundings, in the view's middle. */
export function fitPart(part: PixelBounds, view: Size): ImageTransform {
  const width = Math.max(SMALLEST_CROP_PX, part.rightPx - part.leftPx)
  const height = Math.max(SMALLEST_CROP_PX, part.bottomPx - part.topPx)
  const scale = CROP_FILL * Math.min(view.width / width, view.height / height)
  const middle: Pixel = [(part.leftPx + part.rightPx) / 2, (part.topPx + part.bottomPx) / 2]
  return centered(middle, Math.min(LARGEST_SCALE, scale), view)
}

/** Zoomed about a place of the view, which keeps its pixel; not further out than `smallest`. */
export function zoomAt(
  transform: ImageTransform,
  at: Pixel,
  { factor, smallest }: { readonly factor: number; readonly smallest: number },
): ImageTransform {
  const scale = Math.min(LARGEST_SCALE, Math.max(smallest, transform.scale * factor))
  const pixel = pixelAt(transform, at)
  return { scale, x: at[0] - pixel[0] * scale, y: at[1] - pixel[1] * scale }
}

/** The pixel at a place of the view. */
export function pixelAt({ scale, x, y }: ImageTransform, at: Pixel): Pixel {
  return [(at[0] - x) / scale, (at[1] - y) / scale]
}

/** The place of a pixel in the view. */
export function placeOf({ scale, x, y }: ImageTransform, pixel: Pixel): Pixel {
  return [pixel[0] * scale + x, pixel[1] * scale + y]
}

function centered(middle: Pixel, scale: number, view: Size): ImageTransform {
  return {
    scale,
    x: view.width / 2 - middle[0] * scale,
    y: view.height / 2 - middle[1] * scale,
  }
}
