import { verbatim } from '@trueline/annotation'
import type { Refusal } from '@trueline/formats'
import type { ImportProgress, ImportRequest, ImportResult, Server } from '../../server.ts'
import { RefusedSourceError } from '../../upload.ts'

/** The server's side of imports, and a way to wait between questions. */
export type JobEdges = {
  readonly server: Pick<Server, 'startImport' | 'importProgress' | 'stopImport'>
  readonly wait: (ms: number) => Promise<void>
}

const POLL_MS = 300
/** Failed questions in a row after which the server counts as gone: about half a minute. */
const MOST_MISSES = 20
const MISS_MS = 1500

const UNSAID: Refusal = {
  file: '',
  place: verbatim(''),
  found: { en: 'a failure', zh: '失败' },
  expected: { en: 'an import', zh: '导入' },
}

/** Who follows an import. */
export type JobFollower = {
  /** Hears how far it is. */
  readonly told: (progress: ImportProgress) => void
  /** Stops it. */
  readonly signal: AbortSignal
}

/**
 * The result of an import, or of a dry run, followed to its end.
 *
 * @throws {DOMException} `AbortError` once it has been stopped: nothing of it was stored.
 * @throws {RefusedSourceError} when nothing of the source can be used.
 * @throws {Error} when the server cannot be reached for about half a minute, or no longer knows the import.
 */
export async function runJob(
  { server, wait }: JobEdges,
  request: ImportRequest,
  { told, signal }: JobFollower,
): Promise<ImportResult> {
  const { jobId } = await server.startImport(request)
  let misses = 0
  for (;;) {
    const ask = signal.aborted ? server.stopImport : server.importProgress
    const progress = await ask(jobId).catch((error: unknown) => {
      if (++misses > MOST_MISSES || isUnknownJob(error)) throw error
      return null
    })
    if (progress === null) {
      await wait(MISS_MS)
      continue
    }
    misses = 0
    if (progress.state === 'stopped') throw new DOMException('Stopped', 'AbortError')
    if (progress.state === 'failed') throw new RefusedSourceError(progress.error ?? UNSAID)
    if (progress.state === 'done' && progress.result !== null) return progress.result
    told(progress)
    await wait(POLL_MS)
  }
}

function isUnknownJob(error: unknown): boolean {
  return /There is no import/.test(error instanceof Error ? error.message : '')
}

/** The result with the source's name where the server, which knows the upload by its id alone, put that. */
export function asNamed(result: ImportResult, uploadId: string, name: string): ImportResult {
  return {
    ...result,
    name: result.name.replaceAll(uploadId, name),
    refused: result.refused.map((one) => withFileName(one, uploadId, name)),
    notices: result.notices.map((one) => withFileName(one, uploadId, name)),
    suggestions: result.suggestions.map(({ en, zh }) => ({
      en: en.replaceAll(uploadId, name),
      zh: zh.replaceAll(uploadId, name),
    })),
  }
}

/** Something said of a file, with the source's name in place of the upload's id. */
export function withFileName<Named extends { readonly file: string }>(
  named: Named,
  uploadId: string,
  name: string,
): Named {
  return { ...named, file: named.file.replaceAll(uploadId, name) }
}
