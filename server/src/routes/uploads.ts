import type { FastifyInstance, FastifyRequest } from 'fastify'
import { memberOf } from '../access/routeGuard.ts'
import { createImportLimit } from '../imports/importLimit.ts'
import type { Uploads } from '../imports/uploads.ts'
import type { Installation } from '../installation.ts'
import { refusedReply } from './refusedReply.ts'

type PutUpload = { Params: { uploadId: string }; Querystring: { path?: string | string[] } }

/**
 * `POST /uploads` begins one, `PUT /uploads/:uploadId?path=…` adds a file, its bytes the body,
 * `DELETE /uploads/:uploadId` drops what will not be imported.
 */
export function uploadRoutes(app: FastifyInstance, { deskOf }: Pick<Installation, 'deskOf'>): void {
  const limit = createImportLimit()
  const uploadsFor = async (request: FastifyRequest): Promise<Uploads> =>
    (await deskOf(memberOf(request).tenant)).uploads
  // The body is a file, whatever the browser calls its type: it goes to the disk as it comes.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, _payload, done) => done(null))
  app.post('/uploads', async (request) => {
    await limit.begun(memberOf(request).person.personId)
    const uploads = await uploadsFor(request)
    return { uploadId: await uploads.begin() }
  })
  app.delete<Pick<PutUpload, 'Params'>>('/uploads/:uploadId', async (request, reply) => {
    const uploads = await uploadsFor(request)
    await uploads.remove(request.params.uploadId)
    return reply.code(204).send()
  })
  app.put<PutUpload>('/uploads/:uploadId', async (request, reply) => {
    const { path } = request.query
    try {
      const name = typeof path === 'string' ? path : ''
      const uploads = await uploadsFor(request)
      await uploads.write(request.params.uploadId, name, request.raw)
      return reply.code(204).send()
    } catch (error) {
      // The sender is gone: nobody hears an answer, and there is nothing to log.
      if (request.raw.readableAborted) return reply.code(400).send()
      // What is left of the body is not worth waiting for.
      reply.header('connection', 'close')
      return refusedReply(reply, error)
    }
  })
}
