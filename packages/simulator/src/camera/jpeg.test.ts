import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { decodeJpeg } from '../testing/decodeJpeg.ts'
import { encodeJpeg, type RgbImage } from './jpeg.ts'

/** A picture of slow waves, with noise of some strength on top. */
function waves({
  width,
  height,
  noise,
}: {
  width: number
  height: number
  noise: number
}): RgbImage {
  const random = createRandom(1)
  const rgb = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const pixel = Math.floor(i / 3)
    const wave = Math.sin((pixel % width) / 15 + (i % 3)) + Math.cos(Math.floor(pixel / width) / 11)
    return Math.min(255, Math.max(0, 128 + 55 * wave + noise * (random() - 0.5)))
  })
  return { width, height, rgb }
}

function rootMeanSquare(a: Uint8Array, b: Uint8Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]!) ** 2, 0) / a.length)
}

describe('encodeJpeg', () => {
  it('writes a picture that decodes to itself but for rounding', () => {
    const picture = waves({ width: 64, height: 48, noise: 0 })
    const decoded = decodeJpeg(encodeJpeg(picture, 95))
    expect([decoded.width, decoded.height]).toEqual([64, 48])
    expect(rootMeanSquare(picture.rgb, decoded.rgb)).toBeLessThan(3)
  })

  it('keeps sizes that are no multiple of a block', () => {
    const picture = waves({ width: 37, height: 21, noise: 0 })
    const decoded = decodeJpeg(encodeJpeg(picture, 95))
    expect([decoded.width, decoded.height]).toEqual([37, 21])
    expect(rootMeanSquare(picture.rgb, decoded.rgb)).toBeLessThan(4)
  })

  it('writes long codes whole where every pixel is noise', () => {
    const { width, height } = { width: 32, height: 32 }
    const random = createRandom(2)
    const grey = Array.from({ length: width * height }, () => Math.floor(random() * 256))
    const rgb = Uint8Array.from(grey.flatMap((value) => [value, value, value]))
    const decoded = decodeJpeg(encodeJpeg({ width, height, rgb }, 100))
    expect(rootMeanSquare(rgb, decoded.rgb)).toBeLessThan(1.5)
  })
})
