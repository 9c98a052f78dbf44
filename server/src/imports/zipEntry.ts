import type { Readable } from 'node:stream'
import type { Message } from '@trueline/annotation'
import { BadInputError, saidBy, sharedTexts, WHOLE } from '@trueline/formats'
import type { Entry, ZipFile } from 'yauzl'
import { importTexts } from './importTexts.ts'

/** What to read of an archive's entry; `range` null for the whole of it. */
type EntryRead = {
  readonly entry: Entry
  readonly name: string
  readonly range: { readonly offset: number; readonly bytes: number } | null
}

/**
 * An entry's bytes. They are counted while they unfold: a header that promises less than what comes
 * ends the reading, it never makes room for more.
 *
 * @throws {BadInputError} when the entry is damaged or longer or shorter than it says.
 */
export async function inflateEntry(
  zip: ZipFile,
  { entry, name, range }: EntryRead,
): Promise<Uint8Array> {
  const size = entry.uncompressedSize
  const start = Math.min(range?.offset ?? 0, size)
  const end = Math.min(start + (range?.bytes ?? size), size)
  const bytes = new Uint8Array(end - start)
  if (bytes.length === 0 && range !== null) return bytes
  const bad = (found: Message): BadInputError =>
    new BadInputError({
      file: name,
      place: WHOLE,
      found,
      expected: importTexts.bytesAsTold({ count: size }),
    })
  let at = 0
  try {
    const stream = await openEntry(zip, entry)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      if (at + chunk.length > size) throw bad(importTexts.moreBytes({ count: size }))
      // The part of the chunk that was asked for.
      const from = Math.max(start - at, 0)
      const to = Math.min(end - at, chunk.length)
      if (to > from) bytes.set(chunk.subarray(from, to), at + from - start)
      at += chunk.length
      // Leaving the loop destroys the stream.
      if (range !== null && at >= end) return bytes
    }
  } catch (error) {
    throw error instanceof BadInputError ? error : bad(saidBy(error, importTexts.notZip))
  }
  if (at !== size) throw bad(sharedTexts.bytes({ count: at }))
  return bytes
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
}
