import { BadInputError, sharedTexts } from '@trueline/formats'
import type { FastifyInstance } from 'fastify'
import { memberOf } from '../access/routeGuard.ts'
import { UnknownClipError } from '../clips/clips.ts'
import { zipFiles } from '../exports/zipFiles.ts'
import { importTexts } from '../imports/importTexts.ts'
import type { Installation } from '../installation.ts'
import { clipIdInput } from '../routers/inputs.ts'
import { refusedReply } from './refusedReply.ts'

type GetExport = {
  Params: { clipId: string }
  Querystring: { format?: string | string[]; sensors?: string | string[] }
}

/** `GET /exports/:clipId?format=F&sensors=0|1`: the clip in a format, zipped as it is made. */
export function exportRoutes(app: FastifyInstance, { deskOf }: Pick<Installation, 'deskOf'>): void {
  app.get<GetExport>('/exports/:clipId', async (request, reply) => {
    const { format, sensors } = request.query
    try {
      if (typeof format !== 'string') {
        const { format: place, writtenFormat: expected } = importTexts
        throw new BadInputError({ file: 'export', place, found: sharedTexts.none, expected })
      }
      const { store } = await deskOf(memberOf(request).tenant)
      const withSensors = sensors === '1'
      const id = clipIdInput.safeParse(request.params.clipId)
      if (!id.success) throw new UnknownClipError(request.params.clipId)
      const { clip, files } = await store.exportClip({ clipId: id.data, format, withSensors })
      return reply
        .type('application/zip')
        .header('cache-control', 'no-store')
        .header('content-disposition', attachment(`${clip.name}-${format}.zip`))
        .send(zipFiles(files))
    } catch (error) {
      return refusedReply(reply, error)
    }
  })
}

/** The header that names a download (RFC 6266): plain for old readers, in UTF-8 for all others. */
function attachment(name: string): string {
  const safe = name.replaceAll(/[\p{Cc}/\\:*?"<>|]/gu, '_')
  const plain = safe.replaceAll(/[^\x20-\x7e]|%/g, '_')
  // `encodeURIComponent` leaves these, which RFC 8187 does not.
  const encoded = encodeURIComponent(safe).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`
}
