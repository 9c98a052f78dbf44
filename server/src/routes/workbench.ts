import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** What the server answers itself: an unknown path below these is no page of the workbench. */
const OWN = /^\/(trpc|blobs|uploads|exports|session|backup|health|healthz|readyz|metrics)(\/|\?|$)/

/** The built workbench: its hashed files cached for ever, its page asked for each time. */
export async function workbenchRoutes(app: FastifyInstance, folder: string | null): Promise<void> {
  const root = folder !== null && existsSync(join(folder, 'index.html')) ? folder : null
  if (root !== null) {
    await app.register(fastifyStatic, {
      root,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isHashed = /[/\\]assets[/\\]/.test(path.slice(root.length))
        reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    if (!isPage(request)) return notFound(request, reply)
    // Several pages are one: the workbench reads the address itself.
    if (root !== null) return reply.sendFile('index.html')
    const message = 'The workbench is not built: run `npm start` in the project’s folder'
    return reply.code(404).send({ message })
  })
}

function isPage({ method, url }: FastifyRequest): boolean {
  const [path = ''] = url.split('?')
  const isRead = method === 'GET' || method === 'HEAD'
  return isRead && !OWN.test(url) && !/\.[^/]*$/.test(path)
}

function notFound({ method, url }: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ message: `There is nothing at ${method} ${url}` })
}
