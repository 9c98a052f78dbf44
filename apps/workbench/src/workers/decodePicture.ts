import type { DecodedPicture } from './layLooks.ts'

/** The ground asks for no more pixels than this along a picture. */
const WIDEST_PX = 960

/** A picture's pixels, made smaller where it is large; in a worker. */
export async function decodePicture(bytes: Uint8Array, mime: string): Promise<DecodedPicture> {
  const whole = await createImageBitmap(new Blob([bytes.slice()], { type: mime }))
  const scale = Math.min(1, WIDEST_PX / whole.width)
  const widthPx = Math.round(whole.width * scale)
  const heightPx = Math.round(whole.height * scale)
  const context = new OffscreenCanvas(widthPx, heightPx).getContext('2d', {
    willReadFrequently: true,
  })
  if (context === null) throw new Error('Expected a canvas to decode pictures on, got none')
  context.drawImage(whole, 0, 0, widthPx, heightPx)
  whole.close()
  return { pixels: context.getImageData(0, 0, widthPx, heightPx).data, widthPx, heightPx }
}
