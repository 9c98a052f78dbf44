import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../scripts/sharedData.ts'
import { readImageHeader } from './imageSize.ts'

const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))

const png = sharedData('clips', 'kitti_object', 'training', 'image_2', '000000.png')
const jpeg = sharedData('clips', 'sustech_points', 'camera', 'left', '000965.jpg')

describe('the header of an image', () => {
  it('says the size of a WebP and a BMP', () => {
    const riff = `52494646${'00'.repeat(4)}57454250`
    const lossy = `${riff}56503820${'00'.repeat(4 + 3)}9d012a4001f000`
    expect(readImageHeader(hex(lossy))).toEqual({
      mime: 'image/webp',
      widthPx: 320,
      heightPx: 240,
    })
    const bmp = `424d${'00'.repeat(12)}280000004001000010ffffff`
    expect(readImageHeader(hex(bmp.padEnd(60, '0')))).toMatchObject({
      mime: 'image/bmp',
      widthPx: 320,
      heightPx: 240,
    })
  })

  it('is null where it is cut short or of another file', () => {
    for (const text of ['', '89504e47', 'ffd8ffe0', '424d', '504b0304']) {
      expect(readImageHeader(hex(text)), text).toBeNull()
    }
  })

  it.skipIf(png === null || jpeg === null)('says the size of a real PNG and JPEG', () => {
    const read = (path: string) => readImageHeader(new Uint8Array(readFileSync(path)))
    expect(read(png!)).toEqual({ mime: 'image/png', widthPx: 1224, heightPx: 370 })
    expect(read(jpeg!)).toEqual({ mime: 'image/jpeg', widthPx: 2048, heightPx: 1536 })
  })
})
