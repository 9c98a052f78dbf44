import { decompress } from 'lz4js'

const MAGIC = 0x184d2204
/** Flags of a frame: a checksum behind each block, a content size, a dictionary's id. */
const [BLOCK_CHECKSUM, CONTENT_SIZE, DICTIONARY] = [0x10, 0x08, 0x01]

/**
 * The bytes of an LZ4 frame (LZ4 Frame Format 1.6).
 *
 * @param atMost How many they are at most.
 * @throws {Error} when it is none, or a block reaches beyond it: the library would go on for hours.
 */
export function decompressLz4(frame: Uint8Array, atMost?: number): Uint8Array {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
  if (frame.length < 7 || view.getUint32(0, true) !== MAGIC) throw new Error('no LZ4 frame')
  const flags = view.getUint8(4)
  const [size, id] = [flags & CONTENT_SIZE ? 8 : 0, flags & DICTIONARY ? 4 : 0]
  const checksum = flags & BLOCK_CHECKSUM ? 4 : 0
  for (let at = 7 + size + id; ; ) {
    if (at + 4 > frame.length) throw new Error(`an LZ4 frame that ends at ${frame.length}`)
    // The highest bit says that a block is not compressed.
    const length = view.getUint32(at, true) & 0x7fffffff
    if (length === 0) break
    at += 4 + length + checksum
    if (at > frame.length) throw new Error(`an LZ4 block of ${length} bytes`)
  }
  return atMost === undefined ? decompress(frame) : decompress(frame, atMost)
}
