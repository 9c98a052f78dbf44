import type { ClipId } from '@trueline/annotation'
import type { Refusal } from '@trueline/formats'
import { createStore } from 'zustand/vanilla'
import type {
  CategoryMapping,
  CorrectionOffer,
  ImportProgress,
  ImportResult,
} from '../../server.ts'
import type { UploadFile, UploadProgress } from '../../upload.ts'

/** What a person chose to import. */
export type ImportSource = {
  /** The folder's or the file's name. */
  readonly name: string
  readonly files: readonly UploadFile[]
  readonly bytes: number
}

/** How it is to be imported. */
export type ImportChoice = {
  /** `null`: as the server takes it to be. */
  readonly format: string | null
  /** The clip the labels are for; `null` makes a new one. */
  readonly onto: ClipId | null
  readonly name: string
  /** What a person took from what was offered; of another format nothing of it holds. */
  readonly corrections: readonly CorrectionOffer[]
  /** The project whose categories a new clip's are to be; `null`: those that are known. */
  readonly projectId: string | null
  /** The batch of that project that a new clip comes into; `null`: none. */
  readonly batchId: string | null
  /** What categories of the source are to be called; of another project nothing of it holds. */
  readonly mapping: CategoryMapping
}

/** What a dry run said. */
export type CheckOutcome =
  | { readonly kind: 'report'; readonly report: ImportResult }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** Why an import ended without a clip. */
export type ImportProblem =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unreachable'; readonly message: string }

/** A source that is on the server and was, or is being, looked through; nothing of it is stored. */
export type ImportReview = {
  readonly phase: 'review'
  readonly source: ImportSource
  readonly uploadId: string
  /** What the source may be, best first, as sniffed when no format was named. */
  readonly candidates: ImportResult['sniffed']
  readonly choice: ImportChoice
  /** `null` until the first dry run has ended; while a later one runs, the one before. */
  readonly outcome: CheckOutcome | null
  /** How far the dry run is; `null` when none runs. */
  readonly checking: ImportProgress | null
}

/** The import a person is in, from choosing a source to the clip. */
export type ImportRun =
  | { readonly phase: 'idle' }
  /** A dropped folder is being listed: files found. */
  | { readonly phase: 'listing'; readonly found: number }
  | { readonly phase: 'uploading'; readonly source: ImportSource; readonly sent: UploadProgress }
  | ImportReview
  | {
      readonly phase: 'importing'
      readonly source: ImportSource
      readonly choice: ImportChoice
      readonly progress: ImportProgress
    }
  /** It was being stored and was stopped: nothing of it stayed. */
  | { readonly phase: 'stopped'; readonly source: ImportSource }
  | {
      readonly phase: 'done'
      readonly source: ImportSource
      readonly choice: ImportChoice
      readonly result: ImportResult
    }
  | {
      readonly phase: 'failed'
      readonly source: ImportSource
      readonly problem: ImportProblem
      /** Whether the server was asked to store it: then it may have done so. */
      readonly wasStoring: boolean
    }

/**
 * The one import of this window. Its own store, because it outlives the dialog: a person closes that
 * and works on while files are sent.
 */
export const importStore = createStore<{ readonly run: ImportRun }>()(() => ({
  run: { phase: 'idle' },
}))

/** Whether an import would be lost with the page. */
export function isUnderWay({ phase }: ImportRun): boolean {
  return phase === 'uploading' || phase === 'importing'
}
