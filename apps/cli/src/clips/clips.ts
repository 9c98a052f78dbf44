import type { AnnotationRecord, BlobRange, Clip, ClipId } from '@trueline/annotation'
import type { Loss, OutputFile } from '@trueline/formats'
import type { CountedWork, WorkEntry } from '@trueline/quality'
import type {
  CategoryMapping,
  ClipSummary,
  ClipTerms,
  ExportRequest,
  ImportProgress,
  ImportResult,
  ProjectSummary,
} from '@trueline/server'

/** The clips of a data folder, whether this process has it open or a server. */
export type Clips = {
  /** Every clip, newest first. */
  readonly list: () => Promise<readonly ClipSummary[]>
  /**
   * The id of the clip that has this id or this name.
   *
   * @throws {UnknownClipError}
   */
  readonly find: (idOrName: string) => Promise<ClipId>
  /** Every project with its batches, the newest project first, those in the archive last. */
  readonly listProjects: () => Promise<readonly ProjectSummary[]>
  readonly importFrom: (path: string, request: ImportRequest) => Promise<ImportResult>
  readonly exportClip: (request: ExportRequest) => Promise<ClipFiles>
  /**
   * A clip with its labels.
   *
   * @throws {UnknownClipError}
   */
  readonly open: (clipId: ClipId) => Promise<StoredClip>
  /**
   * A clip with all there ever was of it.
   *
   * @throws {UnknownClipError}
   */
  readonly openWorked: (clipId: ClipId) => Promise<StoredWork>
  readonly close: () => Promise<void>
}

/** A clip with every record, rejected ones too, and what was done to it, oldest first. */
export type StoredWork = {
  readonly clip: Clip
  readonly records: readonly AnnotationRecord[]
  readonly entries: readonly WorkEntry[]
  /** What browsers counted of the work. */
  readonly counted: readonly CountedWork[]
  /** What its project agreed on; `null` where nobody says anything of it. */
  readonly terms: Pick<ClipTerms, 'model' | 'vendor' | 'rate'> | null
}

/** A stored clip with its labels; rejected ones are no labels. */
export type StoredClip = {
  readonly clip: Clip
  readonly records: readonly AnnotationRecord[]
  readonly readBlob: (range: BlobRange) => Promise<Uint8Array>
}

/** How to import. */
export type ImportRequest = {
  /** `null`: the likeliest. */
  readonly format: string | null
  readonly isDryRun: boolean
  /** The clip to add the labels to; `null` for a new one. */
  readonly onto: ClipId | null
  /** The batch that a new clip comes into, labelled by its project's categories; absent: none. */
  readonly batchId?: string | null
  readonly name: string | null
  readonly mapping: { readonly categories: CategoryMapping; readonly file: string } | null
  /** Mistakes of calibrations and poses to be taken back: `FRONT=inverse`. */
  readonly corrections?: readonly string[]
  readonly onProgress: (progress: ImportProgress) => void
  /** Stops it, with the signal's reason; nothing of it stays. */
  readonly signal?: AbortSignal | null
}

/** A clip on its way out; the files come one at a time. */
export type ClipFiles = {
  readonly files: AsyncIterable<OutputFile>
  /** How many records of each kind. */
  readonly records: { readonly [kind: string]: number }
  readonly losses: readonly Loss[]
}
