import type { ClipId, Message } from '@trueline/annotation'
import type { CheckId } from '@trueline/consistency'

/** Where a task is on its way from who labels to who accepts. */
export type TaskState = 'annotate' | 'review' | 'accepted' | 'sentBack'

/** What a person can do with a task as a whole. */
export type TaskMove = 'submit' | 'takeBack' | 'accept' | 'sendBack' | 'reopen'

/** A clip, or a stretch of it, on its way. */
export type Task = {
  readonly taskId: string
  readonly clipId: ClipId
  /** Both ends are in it. */
  readonly firstFrame: number
  readonly lastFrame: number
  readonly state: TaskState
  /** How often it was handed on. */
  readonly round: number
  /** The last edit that its last submission saw; `null` before the first. */
  readonly submittedSeq: number | null
}

/** Something that became of a task. */
export type TaskEvent = {
  readonly move: TaskMove
  readonly author: string
  readonly atUs: number
  readonly note: string
}

/** A move as it is asked. */
export type TaskRequest = {
  readonly taskId: string
  readonly author: string
  readonly note: string
}

/** A finding that the server says keeps a task from being handed on. */
export type Blocker = {
  readonly check: CheckId
  readonly tracks: readonly string[]
  readonly frames: readonly number[]
  readonly message: Message
}

/** What became of a move. */
export type MoveAnswer =
  | { readonly outcome: 'moved'; readonly task: Task }
  /** Somebody else moved it before. */
  | { readonly outcome: 'unfit'; readonly task: Task }
  /** The clip is another than was seen. */
  | { readonly outcome: 'changed'; readonly headSeq: number }
  | { readonly outcome: 'blocked'; readonly findings: readonly Blocker[]; readonly count: number }

/** The task that a frame belongs to; the first of the clip where none says so, `null` where there is none. */
export function taskAt(tasks: readonly Task[], frame: number): Task | null {
  const found = tasks.find((task) => frame >= task.firstFrame && frame <= task.lastFrame)
  return found ?? tasks[0] ?? null
}

/** The moves that can be made in a state, the likeliest first. */
export function movesIn(state: TaskState): readonly TaskMove[] {
  switch (state) {
    case 'annotate':
    case 'sentBack':
      return ['submit']
    case 'review':
      return ['accept', 'sendBack', 'takeBack']
    case 'accepted':
      return ['reopen']
  }
}
