import type { AnnotationRecord, RecordId, RemarkPlace } from '@trueline/annotation'
import type { Task } from '../work/task.ts'

/** What a reviewer looks at, and how. */
export type ReviewLayer = {
  /** What labels are compared with: nothing, what came, or what was handed on. */
  readonly base: ReviewBase
  /** Which objects are looked at; `null`: all. */
  readonly sample: ReviewSample | null
  /** Who changed what, as far as it was asked; `null` before. */
  readonly log: ReviewLog | null
  /** Whether the words of a new remark are being typed. */
  readonly isWriting: boolean
  /** Where it goes if it is on no object; `null`: where the ego is. */
  readonly pinAt: Exclude<RemarkPlace, { readonly kind: 'object' }> | null
}

/** What labels are compared with: `submission`, as they were handed on last; `round`, as the time before that. */
export type ReviewBase = 'none' | 'proposal' | 'submission' | 'round'

/** The bases that a task can be compared with, in the order they are offered: `round` once it was handed on twice. */
export function reviewBases(task: Pick<Task, 'round'> | null): readonly ReviewBase[] {
  const bases = ['none', 'proposal', 'submission'] as const
  return task !== null && task.round > 1 ? [...bases, 'round'] : bases
}

/** A part of the objects, drawn by chance that can be repeated. */
export type ReviewSample = {
  readonly seed: number
  /** In (0, 1]. */
  readonly rate: number
  readonly by: SampleBy
}

/** What a sample is drawn from each of by itself. */
export type SampleBy = 'none' | 'category' | 'doubt' | 'range'

/** Every way, in the order they are offered. */
export const SAMPLE_BYS: readonly SampleBy[] = ['none', 'category', 'doubt', 'range']

/** What a clip's log tells a reviewer. */
export type ReviewLog = {
  /** Who changed a record last, and when. */
  readonly lastOf: ReadonlyMap<RecordId, { readonly author: string; readonly atUs: number }>
  /** What records that changed since they were handed on, the last time or the one before, were then; `null` for not there. */
  readonly before: ReadonlyMap<RecordId, AnnotationRecord | null>
}

/** Nobody reviews. */
export const NO_REVIEW: ReviewLayer = {
  ...{ base: 'none', sample: null, log: null },
  ...{ isWriting: false, pinAt: null },
}
