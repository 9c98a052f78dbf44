import { BadInputError, type Refusal, refusalOf } from '@trueline/formats'
import { UnknownClipError } from '../clips/clips.ts'
import { newId } from '../newId.ts'
import type { ImportProgress, ImportResult } from './importResult.ts'

/** How an import stands. */
export type ImportState = ImportProgress & {
  readonly state: 'running' | 'done' | 'failed'
  readonly result: ImportResult | null
  readonly error: Refusal | null
}

/** Imports that were started and can be asked after. */
export type ImportJobs = {
  /** Starts an import and returns its id at once. */
  readonly start: (
    run: (onProgress: (progress: ImportProgress) => void) => Promise<ImportResult>,
  ) => string
  /** `null` for an id nobody was given, or that ended long ago. */
  readonly stateOf: (jobId: string) => ImportState | null
}

/** Reports of ended imports that are kept: their readers ask within seconds. */
const KEPT = 100

/** No imports yet. */
export function createImportJobs(): ImportJobs {
  const states = new Map<string, ImportState>()
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
      run(change).then(
        (result) => change({ state: 'done', result }),
        (error: unknown) => {
          if (!isExpected(error)) console.error('trueline: an import failed:', error)
          change({ state: 'failed', error: refusalOf(error, 'import') })
        },
      )
      for (const [oldest, { state }] of states) {
        if (states.size <= KEPT) break
        if (state !== 'running') states.delete(oldest)
      }
      return jobId
    },
    stateOf: (jobId) => states.get(jobId) ?? null,
  }
}

function isExpected(error: unknown): boolean {
  return error instanceof BadInputError || error instanceof UnknownClipError
}
