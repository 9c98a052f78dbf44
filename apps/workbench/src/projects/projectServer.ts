import type { ClipId, Json } from '@trueline/annotation'
import type { TaskState } from '../work/task.ts'

/** A project as it is listed, with how far its batches are. */
export type ProjectRow = {
  readonly projectId: string
  readonly name: string
  readonly isArchived: boolean
  readonly batches: readonly BatchRow[]
}

/** A batch, and how many of its tasks are in which state. */
export type BatchRow = {
  readonly batchId: string
  readonly name: string
  readonly clips: number
  readonly tasks: { readonly [state in TaskState]: number }
}

/** What is agreed for the clips of a project. */
export type Project = {
  readonly projectId: string
  readonly name: string
  /** How to label, in Markdown. */
  readonly guidelines: string
  readonly checks: Json
  /** The acceptance profile its batches are judged by; `null`: as profiles start out. */
  readonly acceptance: Json
  readonly mayReviewerEdit: boolean
  readonly isArchived: boolean
}

/** A task as it waits in the queue. */
export type QueueRow = {
  readonly taskId: string
  readonly clipId: ClipId
  readonly clipName: string
  /** Both ends are in it. */
  readonly firstFrame: number
  readonly lastFrame: number
  readonly state: TaskState
  readonly project: string | null
  readonly batch: string | null
  readonly assigneeId: string | null
  readonly assignee: string | null
  /** Who works on it now; `null` where nobody does. */
  readonly holder: string | null
  readonly isHeldByMe: boolean
}

/** A task one was given. */
export type HeldTask = {
  readonly taskId: string
  readonly clipId: ClipId
  readonly clipName: string
  readonly firstFrame: number
}

/** What the workbench asks of its server about projects and who does what. */
export type ProjectServer = {
  readonly listProjects: () => Promise<readonly ProjectRow[]>
  readonly readProject: (projectId: string) => Promise<Project>
  /** The project of a clip; `null` for one of none. */
  readonly projectOf: (clipId: ClipId) => Promise<Project | null>
  readonly makeProject: (name: string) => Promise<string>
  readonly changeProject: (
    projectId: string,
    values: Partial<
      Pick<Project, 'name' | 'guidelines' | 'mayReviewerEdit' | 'isArchived' | 'acceptance'>
    >,
  ) => Promise<void>
  readonly makeBatch: (projectId: string, name: string) => Promise<string>
  readonly fillBatch: (batchId: string | null, clipIds: readonly ClipId[]) => Promise<void>
  readonly listQueue: () => Promise<readonly QueueRow[]>
  /** The next thing to do; `null` where there is nothing. */
  readonly takeNext: () => Promise<HeldTask | null>
  readonly hold: (taskId: string) => Promise<HeldTask>
  readonly release: (taskId: string) => Promise<void>
  readonly assign: (taskId: string, personId: string | null) => Promise<void>
  readonly split: (taskId: string, atFrame: number) => Promise<void>
}
