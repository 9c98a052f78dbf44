import { BadInputError, refusalOf, saidBy } from '@trueline/formats'
import type { FastifyReply } from 'fastify'
import { UnknownClipError } from '../clips/clips.ts'
import { importTexts } from '../imports/importTexts.ts'

/** Answers a known error with its refusal; any other one goes on to the log. */
export function refusedReply(reply: FastifyReply, error: unknown): FastifyReply {
  const code = error instanceof BadInputError ? 400 : error instanceof UnknownClipError ? 404 : null
  if (code === null) throw error
  if (error instanceof BadInputError)
    return reply.code(code).send({ refusal: refusalOf(error, '') })
  const found = saidBy(error, importTexts.aClipNot)
  const refusal = { file: 'export', place: importTexts.clip, found, expected: importTexts.aClip }
  return reply.code(code).send({ refusal })
}
