import type { ClipId } from '@trueline/annotation'
import type { StoreApi } from 'zustand/vanilla'
import { refusalIn } from '../../httpUpload.ts'
import { messageOf } from '../../messageOf.ts'
import type { ImportProgress, ImportRequest, Server } from '../../server.ts'
import { isAbort, type UploadTransport, uploadFiles } from '../../upload.ts'
import { asNamed, runJob, withFileName } from './importJob.ts'
import type {
  CheckOutcome,
  ImportChoice,
  ImportProblem,
  ImportReview,
  ImportRun,
  ImportSource,
} from './importRun.ts'
import { holdsLabelsAlone } from './sourceFiles.ts'

/** What an import works with. */
export type ImportEdges = {
  readonly store: StoreApi<{ readonly run: ImportRun }>
  readonly server: Pick<Server, 'startImport' | 'importProgress' | 'stopImport'>
  readonly transport: UploadTransport
}

/** The clip that is open meanwhile, and who imports. */
export type ImportContext = { readonly openClip: ClipId | null; readonly author: string }

/** Moves an import on; each settles once its step has ended, and none rejects: the state says what failed. */
export type ImportFlow = {
  /** Sends a source to the server and looks through it there; takes the place of one before. */
  readonly start: (source: ImportSource, context: ImportContext) => Promise<void>
  /** Looks through the source again, as another format or for another clip. */
  readonly choose: (change: Partial<ImportChoice>, context: ImportContext) => Promise<void>
  /** Says what a clip is to be called and which batch it comes into, for which nothing is looked through again. */
  readonly place: (change: Partial<Pick<ImportChoice, 'name' | 'batchId'>>) => void
  /** Stores what was looked through. */
  readonly store: (context: ImportContext) => Promise<void>
  /** Stops what is being stored: nothing of it stays. One that was stored before is done. */
  readonly stop: () => void
  /** Stops all else, drops the upload and begins anew. */
  readonly reset: () => void
}

const WAITING: ImportProgress = {
  state: 'running',
  stage: 'reading',
  doneFrames: 0,
  totalFrames: 0,
  result: null,
  error: null,
}

/** The steps of the import in `store`. */
export function createImportFlow({ store, server, transport }: ImportEdges): ImportFlow {
  const job = { server, wait: transport.wait }
  let turn = new AbortController()
  // Stopping waits for the server's word, while whoever takes the next turn does not.
  let stopping = new AbortController()

  const show = (mine: AbortController, run: ImportRun): boolean => {
    if (mine !== turn) return false
    store.setState({ run })
    return true
  }
  const takeTurn = (): AbortController => {
    turn.abort()
    turn = new AbortController()
    return turn
  }
  const review = (): ImportReview | null => {
    const { run } = store.getState()
    return run.phase === 'review' ? run : null
  }

  const check = async (mine: AbortController, context: ImportContext): Promise<void> => {
    const before = review()
    if (before === null) return
    const { source, uploadId, choice } = before
    const dryRun = async (onto: ClipId | null): Promise<CheckOutcome> => {
      const { format } = choice
      const { author } = context
      const asked = { ...askedOf(choice, onto), author }
      const request = { uploadId, format, dryRun: true, onto, name: null, ...asked }
      try {
        const told = (checking: ImportProgress): void => {
          const now = review()
          if (now !== null) show(mine, { ...now, checking })
        }
        const report = await runJob(job, request, { told, signal: mine.signal })
        return { kind: 'report', report: asNamed(report, uploadId, source.name) }
      } catch (error) {
        const refusal = refusalIn(error)
        if (refusal === null) throw error
        return { kind: 'refused', refusal: withFileName(refusal, uploadId, source.name) }
      }
    }
    try {
      let { onto } = choice
      let outcome = await dryRun(onto)
      const isFirst = before.outcome === null
      if (isFirst && onto === null && context.openClip !== null && isForClip(outcome, source)) {
        const ontoOpen = await dryRun(context.openClip)
        if (ontoOpen.kind === 'report' || outcome.kind === 'report') {
          onto = context.openClip
          outcome = ontoOpen
        }
      }
      const now = review()
      if (now === null) return
      const sniffed = outcome.kind === 'report' ? outcome.report.sniffed : []
      const read = outcome.kind === 'report' ? outcome.report : null
      show(mine, {
        ...now,
        outcome,
        checking: null,
        candidates: now.candidates.length > 0 ? now.candidates : sniffed,
        choice: {
          ...choice,
          format: read?.format ?? choice.format,
          onto,
          name: isFirst && onto === null && read !== null ? read.name : now.choice.name,
        },
      })
    } catch (error) {
      if (isAbort(error)) return
      show(mine, { phase: 'failed', source, problem: problemOf(error), wasStoring: false })
    }
  }

  const reset = (): void => {
    const { run } = store.getState()
    if (run.phase === 'review') transport.drop(run.uploadId).catch(() => undefined)
    takeTurn()
    store.setState({ run: { phase: 'idle' } })
  }

  return {
    start: async (source, context) => {
      reset()
      const mine = turn
      const sent = {
        sentBytes: 0,
        totalBytes: source.bytes,
        sentFiles: 0,
        totalFiles: source.files.length,
      }
      show(mine, { phase: 'uploading', source, sent })
      try {
        const uploadId = await uploadFiles(source.files, {
          transport,
          signal: mine.signal,
          onProgress: (progress) => show(mine, { phase: 'uploading', source, sent: progress }),
        })
        const choice: ImportChoice = {
          ...{ format: null, onto: null, name: source.name, corrections: [] },
          ...{ projectId: null, batchId: null, mapping: {} },
        }
        const fresh = { candidates: [], choice, outcome: null, checking: WAITING }
        if (!show(mine, { phase: 'review', source, uploadId, ...fresh })) {
          await transport.drop(uploadId).catch(() => undefined)
          return
        }
      } catch (error) {
        if (isAbort(error)) return
        show(mine, { phase: 'failed', source, problem: problemOf(error), wasStoring: false })
        return
      }
      await check(mine, context)
    },
    choose: async (change, context) => {
      const now = review()
      if (now === null) return
      const mine = takeTurn()
      show(mine, { ...now, choice: { ...now.choice, ...change }, checking: WAITING })
      await check(mine, context)
    },
    place: (change) => {
      const now = review()
      if (now !== null) store.setState({ run: { ...now, choice: { ...now.choice, ...change } } })
    },
    store: async ({ author }) => {
      const now = review()
      if (now === null || now.checking !== null) return
      const { source, choice, uploadId } = now
      const mine = takeTurn()
      stopping = new AbortController()
      show(mine, { phase: 'importing', source, choice, progress: WAITING })
      const { format, onto } = choice
      const name = onto === null && choice.name.trim() !== '' ? choice.name.trim() : null
      try {
        const asked = { ...askedOf(choice, onto), author }
        const request = { uploadId, format, dryRun: false, onto, name, ...asked }
        const told = (progress: ImportProgress): void => {
          show(mine, { phase: 'importing', source, choice, progress })
        }
        const result = await runJob(job, request, { told, signal: stopping.signal })
        const named = asNamed(result, uploadId, source.name)
        show(mine, { phase: 'done', source, choice, result: named })
      } catch (error) {
        if (isAbort(error)) show(mine, { phase: 'stopped', source })
        else show(mine, { phase: 'failed', source, problem: problemOf(error), wasStoring: true })
      }
    },
    stop: () => stopping.abort(),
    reset,
  }
}

/** What of a choice is asked of the server as it stands. */
function askedOf(
  { corrections, projectId, batchId, mapping }: ImportChoice,
  onto: ClipId | null,
): Pick<ImportRequest, 'corrections' | 'projectId' | 'batchId' | 'mapping'> {
  return {
    corrections: corrections.map(({ id }) => id),
    // Labels for a clip go by that clip's categories, and where it is they are.
    ...(onto === null ? { projectId, batchId } : { projectId: null, batchId: null }),
    mapping: Object.keys(mapping).length === 0 ? null : { categories: mapping, file: '' },
  }
}

/** Whether it is worth asking what the labels would be in the clip that is open. */
function isForClip(outcome: CheckOutcome, { files }: ImportSource): boolean {
  if (outcome.kind === 'refused') return true
  return outcome.report.sensors.length === 0 || holdsLabelsAlone(files)
}

function problemOf(error: unknown): ImportProblem {
  const refusal = refusalIn(error)
  if (refusal !== null) return { kind: 'refused', refusal }
  const message = messageOf(error)
  return { kind: 'unreachable', message }
}
