import type { ClipId } from '@trueline/annotation'
import type { Answer, Client } from '../wire.ts'

type Projects = Client['project']

/** A project as it is listed, with how far its batches are. */
export type ProjectRow = Omit<Answer<Projects['list']>[number], 'createdAtUs'>

/** A batch, and how many of its tasks are in which state. */
export type BatchRow = ProjectRow['batches'][number]

/** What is agreed for the clips of a project. */
export type Project = Answer<Projects['read']>

/** What is agreed beside: how annotators are tried unseen, who labels, at what rate. */
export type ProjectTerms = Answer<Projects['terms']>

/** What tells the cost of a clip's labels. */
export type ClipTerms = Answer<Projects['clipTerms']>[number]

/** How many clips of a batch wait to have faults planted, or could have none. */
export type PlantingRow = Answer<Projects['planting']>[number]

/** A task as it waits in the queue. */
export type QueueRow = Omit<Answer<Client['queue']['list']>[number], 'round'>

/** A task one was given. */
export type HeldTask = Pick<
  Answer<Client['queue']['hold']>,
  'taskId' | 'clipId' | 'clipName' | 'firstFrame'
>

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
      Pick<
        Project,
        | 'name'
        | 'guidelines'
        | 'mayReviewerEdit'
        | 'isArchived'
        | 'acceptance'
        | 'checks'
        | 'ontology'
      >
    >,
  ) => Promise<void>
  readonly readTerms: (projectId: string) => Promise<ProjectTerms>
  readonly changeTerms: (projectId: string, terms: ProjectTerms) => Promise<void>
  /** Says what made the pre-labels of a batch. */
  readonly changeModel: (batchId: string, model: string | null) => Promise<void>
  readonly listTerms: () => Promise<readonly ClipTerms[]>
  readonly makeBatch: (projectId: string, name: string) => Promise<string>
  readonly fillBatch: (batchId: string | null, clipIds: readonly ClipId[]) => Promise<void>
  readonly listPlanting: () => Promise<readonly PlantingRow[]>
  /** Plants once more in the clips of a batch in which it failed. */
  readonly plantAgain: (batchId: string) => Promise<void>
  readonly listQueue: () => Promise<readonly QueueRow[]>
  /** The next thing to do; `null` where there is nothing. */
  readonly takeNext: () => Promise<HeldTask | null>
  readonly hold: (taskId: string) => Promise<HeldTask>
  readonly release: (taskId: string) => Promise<void>
  readonly assign: (taskId: string, personId: string | null) => Promise<void>
  readonly split: (taskId: string, atFrame: number) => Promise<void>
}
