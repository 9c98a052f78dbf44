/** What an image's header says. */
export type ImageHeader = {
  readonly mime: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/bmp'
  readonly widthPx: number
  readonly heightPx: number
}

/** How many of a file's first bytes are enough: a JPEG may carry a preview before its size. */
export const IMAGE_HEADER_BYTES = 1 << 18

/** The kind and size of a PNG, JPEG, WebP or BMP image by its first bytes; `null` for anything else. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = readPng(view) ?? readJpeg(view) ?? readWebp(view) ?? readBmp(view)
  return header !== null && header.widthPx > 0 && header.heightPx > 0 ? header : null
}

function readPng(view: DataView): ImageHeader | null {
  if (view.byteLength < 24 || view.getUint32(0) !== 0x89504e47) return null
  return { mime: 'image/png', widthPx: view.getUint32(16), heightPx: view.getUint32(20) }
}

function readJpeg(view: DataView): ImageHeader | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null
  let offset = 2
  while (offset + 9 <= view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return null
    const marker = view.getUint8(offset + 1)
    if (marker === 0xff) {
      offset += 1
      continue
    }
    // A start of frame, of any coding but the arithmetic tables C4, C8, CC.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      const heightPx = view.getUint16(offset + 5)
      return { mime: 'image/jpeg', widthPx: view.getUint16(offset + 7), heightPx }
    }
    offset += 2 + view.getUint16(offset + 2)
  }
  return null
}

function readWebp(view: DataView): ImageHeader | null {
  if (view.byteLength < 30 || view.getUint32(0) !== 0x52494646) return null
  if (view.getUint32(8) !== 0x57454250) return null
  const chunk = view.getUint32(12)
  const mime = 'image/webp'
  if (chunk === 0x56503820) {
    const widthPx = view.getUint16(26, true) & 0x3fff
    return { mime, widthPx, heightPx: view.getUint16(28, true) & 0x3fff }
  }
  if (chunk === 0x5650384c) {
    const bits = view.getUint32(21, true)
    return { mime, widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >> 14) & 0x3fff) + 1 }
  }
  if (chunk !== 0x56503858) return null
  const at = (offset: number): number =>
    view.getUint16(offset, true) + (view.getUint8(offset + 2) << 16)
  return { mime, widthPx: at(24) + 1, heightPx: at(27) + 1 }
}

function readBmp(view: DataView): ImageHeader | null {
  if (view.byteLength < 26 || view.getUint16(0) !== 0x424d) return null
  const widthPx = Math.abs(view.getInt32(18, true))
  // Rows from the top down have a negative height.
  return { mime: 'image/bmp', widthPx, heightPx: Math.abs(view.getInt32(22, true)) }
}
