import { LOOK_WIDEST_PX, type Pixels, shrinkPicture } from '@trueline/perception'

/** A picture's pixels, made smaller where it is large; in a worker. */
export async function decodePicture(bytes: Uint8Array, mime: string): Promise<Pixels> {
  const whole = await createImageBitmap(new Blob([bytes.slice()], { type: mime }))
  const { width: widthPx, height: heightPx } = whole
  const context = new OffscreenCanvas(widthPx, heightPx).getContext('2d', {
    willReadFrequently: true,
  })
  if (context === null) throw new Error('Expected a canvas to decode pictures on, got none')
  context.drawImage(whole, 0, 0)
  whole.close()
  // Not by the canvas: each browser scales as it likes.
  const { data: pixels } = context.getImageData(0, 0, widthPx, heightPx)
  return shrinkPicture({ pixels, widthPx, heightPx }, LOOK_WIDEST_PX)
}
