import type { BlobRange } from '@trueline/annotation'
import { transfer } from 'comlink'

/** Reading from blobs; pictures are decoded where it runs. */
export type FramesService = {
  /**
   * The bytes of stretches of blobs, in their order.
   *
   * Rejects when one cannot be read or the request is cancelled.
   */
  readonly read: (request: ReadRequest) => Promise<readonly Uint8Array[]>
  /** The picture in a stretch of a blob, decoded. */
  readonly readImage: (request: ReadRequest & { readonly mime: string }) => Promise<ImageBitmap>
  /** Gives a request up; one that is unknown or done stays as it is. */
  readonly cancel: (requestId: number) => void
}

/** Stretches to read, under a number that `cancel` knows. */
export type ReadRequest = { readonly requestId: number; readonly ranges: readonly BlobRange[] }

/** Reads from the server's blobs by HTTP range. */
export function createFramesService(): FramesService {
  const running = new Map<number, AbortController>()

  async function read({ requestId, ranges }: ReadRequest): Promise<Uint8Array<ArrayBuffer>[]> {
    const abort = new AbortController()
    running.set(requestId, abort)
    try {
      return await Promise.all(ranges.map((range) => readRange(range, abort.signal)))
    } finally {
      running.delete(requestId)
    }
  }

  return {
    read,
    async readImage({ mime, ...request }) {
      const parts = await read(request)
      const picture = await createImageBitmap(new Blob(parts, { type: mime }))
      return transfer(picture, [picture])
    },
    cancel(requestId) {
      running.get(requestId)?.abort()
    },
  }
}

async function readRange(range: BlobRange, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const { blob, offset, bytes } = range
  if (bytes === 0) return new Uint8Array()
  const response = await fetch(`/blobs/${blob}`, {
    signal,
    headers: { Range: `bytes=${offset}-${offset + bytes - 1}` },
  })
  if (!response.ok) throw new Error(`Blob ${blob}: the server answered ${response.status}`)
  const body = new Uint8Array(await response.arrayBuffer())
  // A server or proxy that knows no ranges answers with the whole.
  const part = response.status === 206 ? body : body.slice(offset, offset + bytes)
  if (part.length !== bytes) {
    throw new Error(`Blob ${blob}: got ${part.length} bytes at ${offset}, expected ${bytes}`)
  }
  return part
}
