import { BadInputError } from '@trueline/formats'
import type { FastifyReply } from 'fastify'
import { UnknownClipError } from '../clips/clips.ts'
import { refusalOf } from '../imports/packFrames.ts'

/** Answers a known error with its refusal; any other one goes on to the log. */
export function refusedReply(reply: FastifyReply, error: unknown): FastifyReply {
  const code = error instanceof BadInputError ? 400 : error instanceof UnknownClipError ? 404 : null
  if (code === null) throw error
  if (error instanceof BadInputError)
    return reply.code(code).send({ refusal: refusalOf(error, '') })
  const found = (error as Error).message
  const refusal = { file: 'export', place: 'clip', found, expected: 'a clip of this server' }
  return reply.code(code).send({ refusal })
}
