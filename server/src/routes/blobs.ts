import { open } from 'node:fs/promises'
import type { FastifyInstance, RouteHandlerMethod } from 'fastify'
import { memberOf } from '../access/routeGuard.ts'
import { isBlobName } from '../blobs/blobStore.ts'
import type { DiskBlobs } from '../blobs/diskBlobs.ts'
import type { BlobOwners } from '../clips/blobOwners.ts'
import { parseRange } from './range.ts'

/** A frame's sweep goes out in one read; a whole pack in pieces of this size. */
const PIECE_BYTES = 2 ** 20

/**
 * `GET /blobs/:blob`, whole or a range of it, of a clip of who asks; their browser alone may keep it, and
 * for ever, as its name is its content's hash.
 */
export function blobRoutes(app: FastifyInstance, blobs: DiskBlobs, owners: BlobOwners): void {
  const answer: RouteHandlerMethod = async (request, reply) => {
    const { blob } = request.params as { readonly blob: string }
    const isTheirs = isBlobName(blob) && (await owners.has(memberOf(request).tenant, blob))
    const file = isTheirs ? await open(blobs.pathOf(blob), 'r').catch(asAbsent) : null
    if (file === null) return reply.code(404).send({ message: `There is no blob ${blob}` })
    try {
      const { size } = await file.stat()
      const etag = `"${blob}"`
      reply.header('cache-control', 'private, max-age=31536000, immutable')
      reply.header('accept-ranges', 'bytes')
      reply.header('etag', etag)
      if (request.headers['if-none-match'] === etag) {
        await file.close()
        return reply.code(304).send()
      }
      const ifRange = request.headers['if-range']
      const isRangeGood = ifRange === undefined || ifRange === etag
      const range = isRangeGood ? parseRange(request.headers.range, size) : 'all'
      if (range === null) {
        await file.close()
        return reply.code(416).header('content-range', `bytes */${size}`).send()
      }
      const { first, last } = range === 'all' ? { first: 0, last: size - 1 } : range
      reply.type('application/octet-stream').header('content-length', last - first + 1)
      if (range !== 'all') {
        reply.code(206).header('content-range', `bytes ${first}-${last}/${size}`)
      }
      if (size === 0 || request.method === 'HEAD') {
        await file.close()
        return reply.send()
      }
      // It closes the file, also when the reader goes away.
      return reply.send(
        file.createReadStream({ start: first, end: last, highWaterMark: PIECE_BYTES }),
      )
    } catch (error) {
      await file.close()
      throw error
    }
  }
  // Fastify's own HEAD routes take the length away.
  app.route({
    method: ['GET', 'HEAD'],
    url: '/blobs/:blob',
    handler: answer,
    exposeHeadRoute: false,
  })
}

function asAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
