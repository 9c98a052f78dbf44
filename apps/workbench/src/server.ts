import type {
  AnnotationRecord,
  Clip,
  ClipId,
  Edit,
  Json,
  Message,
  RecordId,
} from '@trueline/annotation'
import type { Densities } from '@trueline/consistency'
import type { Loss, Notice, Refusal } from '@trueline/formats'
import type { PeopleServer } from './people/peopleServer.ts'
import type { ProjectServer } from './projects/projectServer.ts'
import type { QualityServer } from './quality/qualityServer.ts'
import type { PendingEdit, Revisions, StoredEdit } from './store/replica.ts'
import type { ChangedRecord } from './sync/conflict.ts'
import type { Answer, Client } from './wire.ts'
import type { MoveAnswer, Task, TaskEvent, TaskMove, TaskRequest } from './work/task.ts'

/** What the workbench asks of its server. Every promise rejects when the server cannot be reached. */
export type Server = {
  /** Accounts, roles, invitations, and who else is there. */
  readonly people: PeopleServer
  /** Projects, batches, and who does what. */
  readonly projects: ProjectServer
  /** What is known of labels, for those who run the work. */
  readonly quality: QualityServer
  readonly listClips: () => Promise<readonly ClipSummary[]>
  /** How far the demo clip is that a new server makes; `null` once it is there. */
  readonly readStatus: () => Promise<{ readonly preparing: Preparing | null }>
  /** A clip, where its log is, and its first page of records, which are no older than that. */
  readonly openClip: (clipId: ClipId) => Promise<OpenedClip>
  /** A page of records after a record id, in order of id; `next` is `null` on the last page. */
  readonly readRecords: (clipId: ClipId, after: RecordId) => Promise<RecordPage>
  readonly removeClip: (clipId: ClipId) => Promise<void>
  readonly startImport: (request: ImportRequest) => Promise<{ readonly jobId: string }>
  readonly importProgress: (jobId: string) => Promise<ImportProgress>
  /** Stops an import; answers how it ended, `done` where it was stored before. */
  readonly stopImport: (jobId: string) => Promise<ImportProgress>
  /** Stores an edit durably; the same one again answers as the first time. Rejects with `RefusedEditError` when it never can be. */
  readonly append: (pending: PendingEdit) => Promise<AppendAnswer>
  /** Stored edits before a sequence number (`null`: the end), newest first. */
  readonly readHistory: (clipId: ClipId, before: number | null) => Promise<readonly HistoryEntry[]>
  /** Calls back for every edit stored after `seq`, ours too, over lost connections; returns how to stop. */
  readonly follow: (from: FollowFrom, follower: Follower) => () => void
  /**
   * A clip's `checks.json`, and what its project's accepted labels say is usual of each category; `null`
   * where its checks are made as they start out, and where nothing is accepted.
   */
  readonly readChecks: (
    clipId: ClipId,
  ) => Promise<{ readonly checks: Json; readonly densities: Densities | null }>
  readonly writeChecks: (
    clipId: ClipId,
    checks: { readonly [checkId: string]: Json },
  ) => Promise<void>
  /** Whether actions and time are logged of a clip. */
  readonly readEffortLogged: (clipId: ClipId) => Promise<boolean>
  readonly writeEffortLogged: (clipId: ClipId, isLogged: boolean) => Promise<void>
  /** Says what this browser counted of a clip, in place of what it said before. */
  readonly tellEffort: (told: {
    readonly clipId: ClipId
    readonly author: string
    readonly browserId: string
    readonly counted: readonly TrackEffort[]
  }) => Promise<void>
  /** What was counted of a clip: of everybody for those who run the work, else of this author. */
  readonly readEfforts: (clipId: ClipId, author: string) => Promise<readonly PersonsEffort[]>
  /** The tasks of a clip, in the order of their stretches. */
  readonly readTasks: (clipId: ClipId) => Promise<readonly Task[]>
  /** What became of a task, oldest first. */
  readonly readTaskHistory: (taskId: string) => Promise<readonly TaskEvent[]>
  /** Hands a task on as it was seen at an edit, where nothing keeps it back. */
  readonly submitTask: (request: TaskRequest & { readonly seenSeq: number }) => Promise<MoveAnswer>
  readonly moveTask: (
    move: Exclude<TaskMove, 'submit'>,
    request: TaskRequest,
  ) => Promise<MoveAnswer>
  readonly listFormats: () => Promise<readonly Format[]>
  readonly listLosses: (clipId: ClipId, format: string) => Promise<readonly Loss[]>
}

/** The server understood an edit and will never take it: sending it again is of no use. */
export class RefusedEditError extends Error {
  override readonly name = 'RefusedEditError'
  readonly why: Message

  constructor(why: Message) {
    super(why.en)
    this.why = why
  }
}

/** What somebody did for an object of a clip, or for none, as their browsers counted it. */
export type PersonsEffort = Answer<Client['effort']['ofClip']>[number]

/** The same, without who. */
export type TrackEffort = Omit<PersonsEffort, 'author'>

/** The server was reached and did not store an edit now; sent again later it may. */
export class UnstoredEditError extends Error {
  override readonly name = 'UnstoredEditError'
  /** `failing`: it could not, as with a full disk; `signedOut`: it knows this browser no more. */
  readonly why: 'failing' | 'signedOut'

  constructor(why: 'failing' | 'signedOut') {
    super(`The edit is not stored: ${why}`)
    this.why = why
  }
}

/** A demo clip on its way: frames done of all. */
export type Preparing = { readonly done: number; readonly total: number }

/** A clip in the list. */
export type ClipSummary = {
  readonly clipId: ClipId
  readonly name: string
  readonly format: string
  readonly frames: number
  readonly sensors: number
  readonly tracks: number
  readonly cuboids: number
  readonly createdAtUs: number
  /** Its project and batch, by name; `null` of a clip in none. */
  readonly project: string | null
  readonly batch: string | null
}

/** What opening a clip answers. */
export type OpenedClip = {
  readonly clip: Clip
  readonly headSeq: number
  readonly first: RecordPage
}

/** Some records of a clip with their revisions. */
export type RecordPage = {
  readonly records: readonly { readonly record: AnnotationRecord; readonly revision: number }[]
  readonly next: RecordId | null
}

/** The server's answer to an edit: stored, or what is there now. */
export type AppendAnswer =
  | { readonly outcome: 'stored'; readonly revisions: Revisions }
  | { readonly outcome: 'stale'; readonly current: readonly ChangedRecord[] }

/** An edit in a clip's log. */
export type HistoryEntry = { readonly seq: number; readonly author: string; readonly edit: Edit }

/** Where to begin following a clip. */
export type FollowFrom = { readonly clipId: ClipId; readonly seq: number }

/** Who is told of a clip's edits. */
export type Follower = {
  readonly stored: (stored: StoredEdit & { readonly seq: number; readonly author: string }) => void
  readonly connection: (isUp: boolean) => void
}

/** What to import, or only to report on. */
export type ImportRequest = {
  readonly uploadId: string
  /** A codec's id; `null`: sniffed. */
  readonly format: string | null
  readonly dryRun: boolean
  /** The clip the labels belong to; `null` makes a new one. */
  readonly onto: ClipId | null
  readonly name: string | null
  readonly author: string
  /** Mistakes of calibrations and poses to be taken back, by the ids of what was offered. */
  readonly corrections: readonly string[]
  /** The project whose categories a new clip's are to be; `null`: those that are known. */
  readonly projectId: string | null
  /** The batch of it that a new clip comes into; `null`: none. */
  readonly batchId: string | null
  /** What categories of the source are to be called; `null`: as they are. */
  readonly mapping: { readonly categories: CategoryMapping; readonly file: string } | null
}

/** Categories of ours by a source's. */
export type CategoryMapping = Readonly<Record<string, string>>

/** How far an import is. */
export type ImportProgress = {
  readonly state: 'running' | 'done' | 'failed' | 'stopped'
  readonly stage: 'reading' | 'packing' | 'storing'
  readonly doneFrames: number
  readonly totalFrames: number
  readonly result: ImportResult | null
  readonly error: Refusal | null
}

/** What an import took in, or would. */
export type ImportResult = {
  /** `null` of a dry run. */
  readonly clipId: ClipId | null
  readonly name: string
  readonly format: string
  readonly sniffed: readonly {
    readonly format: string
    readonly score: number
    readonly why: Message
  }[]
  readonly frames: number
  readonly sensors: readonly { readonly name: string; readonly modality: string }[]
  readonly records: { readonly [kind: string]: number }
  readonly refused: readonly Refusal[]
  readonly notices: readonly Notice[]
  readonly suggestions: readonly Message[]
  /** Mistakes of calibrations and poses that the data speaks for, none of them taken back. */
  readonly corrections: readonly CorrectionOffer[]
  /** Categories of labels that are none of those they may have, with the one that means the same. */
  readonly unknownCategories: readonly {
    readonly id: string
    readonly count: number
    readonly meant: string | null
  }[]
}

/** A mistake that may be taken back. */
export type CorrectionOffer = {
  readonly id: string
  readonly message: Message
  /** What to judge it by; `null` or absent where there is nothing to see. */
  readonly picture?: OfferPicture | null
}

/** A camera's picture with the points of its frame, as read and as corrected. */
export type OfferPicture = {
  /** The picture's file in base 64. */
  readonly image: string
  readonly widthPx: number
  readonly heightPx: number
  /** Rows of x px, y px, distance in meters: before and after. */
  readonly given: readonly number[]
  readonly under: readonly number[]
}

/** A format the server reads or writes. */
export type Format = {
  readonly id: string
  readonly title: Message
  readonly reads: Message
  readonly writes: Message | null
  readonly limits: readonly Message[]
}
