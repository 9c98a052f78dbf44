import { once } from 'node:events'
import { Readable } from 'node:stream'
import type { OutputFile } from '@trueline/formats'
import { ZipFile } from 'yazl'

/** Already folded by their own format: folding them again costs time and gains nothing. */
const FOLDED = /\.(png|jpe?g|webp|zip|gz)$/i

/**
 * A zip of files as they are made: one is in memory at a time, and the next is made when the reader
 * has taken the last.
 */
export function zipFiles(files: AsyncIterable<OutputFile>): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  zip.on('error', (error: Error) => output.destroy(error))
  const closed = new Promise((resolve) => output.once('close', resolve))
  const fill = async (): Promise<void> => {
    for await (const { path, bytes } of files) {
      if (output.destroyed) return
      const content = Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)])
      zip.addReadStream(content, path, { compress: !FOLDED.test(path), size: bytes.length })
      if (!content.readableEnded) {
        await Promise.race([once(content, 'end'), closed])
      }
    }
    zip.end()
  }
  fill().catch((error: unknown) => output.destroy(error as Error))
  return output
}
