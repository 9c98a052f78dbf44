import { BadInputError, type Refusal, refusalOf } from '@trueline/formats'
import { UnknownClipError } from '../clips/clips.ts'
import { newId } from '../newId.ts'
import type { ImportProgress, ImportResult } from './importResult.ts'
import { ImportStoppedError } from './importStopped.ts'

/** How an import stands. */
export type ImportState = ImportProgress & {
  readonly state: 'running' | 'done' | 'failed' | 'stopped'
  readonly result: ImportResult | null
  readonly error: Refusal | null
}

/** Imports that were started and can be asked after. */
export type ImportJobs = {
  /** Starts an import and returns its id at once. */
  readonly start: (
    run: (
      onProgress: (progress: ImportProgress) => void,
      signal: AbortSignal,
    ) => Promise<ImportResult>,
  ) => string
  /** `null` for an id nobody was given, or that ended long ago. */
  readonly stateOf: (jobId: string) => ImportState | null
  /** Stops an import and answers how it ended: one that was stored meanwhile is done. */
  readonly stop: (jobId: string) => Promise<ImportState | null>
}

/** Reports of ended imports that are kept: their readers ask within seconds. */
const KEPT = 100

/** No imports yet. */
export function createImportJobs(): ImportJobs {
  const states = new Map<string, ImportState>()
  const running = new Map<string, { readonly stop: () => void; readonly ended: Promise<void> }>()
  return {
    start: (run) => {
      const jobId = newId()
      const change = (part: Partial<ImportState>): void => {
        states.set(jobId, { ...states.get(jobId)!, ...part })
      }
      states.set(jobId, {
        state: 'running',
        stage: 'reading',
        doneFrames: 0,
        totalFrames: 0,
        result: null,
        error: null,
      })
      const stopping = new AbortController()
      const ended = run(change, stopping.signal).then(
        (result) => change({ state: 'done', result }),
        (error: unknown) => {
          if (error instanceof ImportStoppedError) return change({ state: 'stopped' })
          if (!isExpected(error)) console.error('trueline: an import failed:', error)
          change({ state: 'failed', error: refusalOf(error, 'import') })
        },
      )
      const stop = (): void => stopping.abort(new ImportStoppedError())
      running.set(jobId, { stop, ended: ended.finally(() => running.delete(jobId)) })
      for (const [oldest, { state }] of states) {
        if (states.size <= KEPT) break
        if (state !== 'running') states.delete(oldest)
      }
      return jobId
    },
    stateOf: (jobId) => states.get(jobId) ?? null,
    stop: async (jobId) => {
      const job = running.get(jobId)
      job?.stop()
      await job?.ended
      return states.get(jobId) ?? null
    },
  }
}

function isExpected(error: unknown): boolean {
  return error instanceof BadInputError || error instanceof UnknownClipError
}
