import { simulateClip } from '@trueline/simulator'
import { encode as encodePng, type ImageData as PngImage } from 'fast-png'
import { beforeAll, describe, expect, it } from 'vitest'
import { decodePicture } from './decodePicture.ts'

describe('decodePicture', () => {
  /** A JPEG of the simulator: 85 % quality, chroma at half size. */
  let jpeg = new Uint8Array(0)
  beforeAll(async () => {
    const { clip } = simulateClip({ seed: 3, frames: 1, sensor: 'hdl32', camerasPerFrame: 1 })
    jpeg = new Uint8Array(await clip.frames[0]!.images[0]!.read())
  }, 60_000)

  it.each<readonly [string, Partial<PngImage>, readonly number[]]>([
    ['RGB', { channels: 3, data: Uint8Array.of(9, 8, 7, 3, 2, 1) }, [9, 8, 7, 255, 3, 2, 1, 255]],
    ['gray', { channels: 1, data: Uint8Array.of(200, 5) }, [200, 200, 200, 255, 5, 5, 5, 255]],
    [
      'RGBA, its alpha passed over',
      { channels: 4, data: Uint8Array.of(9, 8, 7, 0, 3, 2, 1, 99) },
      [9, 8, 7, 255, 3, 2, 1, 255],
    ],
    [
      '16 bits a channel',
      { channels: 3, depth: 16, data: Uint16Array.of(65535, 257, 0, 514, 771, 40000) },
      [255, 1, 0, 255, 2, 3, 156, 255],
    ],
  ])('reads a PNG of %s', async (_, image, pixels) => {
    const bytes = encodePng({ width: 2, height: 1, depth: 8, ...image } as PngImage)
    const picture = await decodePicture(bytes, 'a.png')
    expect([picture.widthPx, picture.heightPx]).toEqual([2, 1])
    expect([...picture.pixels]).toEqual(pixels)
  })

  it('reads a JPEG, one out of the middle of a pack too', async () => {
    const packed = new Uint8Array(jpeg.length + 200)
    packed.set(jpeg, 100)
    const alone = await decodePicture(jpeg, 'a.jpg')
    expect(alone.pixels.length).toBe(4 * alone.widthPx * alone.heightPx)
    expect(new Set(alone.pixels.subarray(0, 1 << 16)).size).toBeGreaterThan(20)
    const within = await decodePicture(packed.subarray(100, 100 + jpeg.length), 'a.jpg')
    expect(Buffer.from(within.pixels.buffer).equals(Buffer.from(alone.pixels.buffer))).toBe(true)
  })

  it('refuses by name what is cut off, broken or something else, and reads on', async () => {
    const half = jpeg.subarray(0, jpeg.length / 2)
    const garbled = jpeg.map((byte, index) => (index > 20 && index < 300 ? index & 255 : byte))
    const png = encodePng({ width: 2, height: 1, channels: 3, data: new Uint8Array(6) })
    const webp = new Uint8Array(40)
    webp.set(new TextEncoder().encode('RIFF....WEBPVP8L....'))
    for (const [broken, found] of [
      [half, 'Premature end of JPEG file'],
      [garbled, /found .+, expected/],
      [png.subarray(0, png.length - 20), /found .+, expected/],
      [webp, 'image/webp'],
      [new Uint8Array(9), 'none of these'],
    ] as const) {
      await expect(decodePicture(broken, 'frame 7, front')).rejects.toThrow(found)
      await expect(decodePicture(broken, 'frame 7, front')).rejects.toThrow('frame 7, front')
    }
    expect((await decodePicture(jpeg, 'a.jpg')).widthPx).toBeGreaterThan(0)
  })
})
