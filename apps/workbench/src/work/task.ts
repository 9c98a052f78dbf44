import type { Answer, Client } from '../wire.ts'

type Work = Client['work']

/** A clip, or a stretch of it, on its way from who labels to who accepts. */
export type Task = Pick<
  Answer<Work['tasks']>[number],
  'taskId' | 'clipId' | 'firstFrame' | 'lastFrame' | 'state' | 'round' | 'submittedSeq'
>

/** Where a task is. */
export type TaskState = Task['state']

/** Something that became of a task. */
export type TaskEvent = Answer<Work['history']>[number]

/** What a person can do with a task as a whole. */
export type TaskMove = TaskEvent['move']

/** A move as it is asked. */
export type TaskRequest = {
  readonly taskId: string
  readonly author: string
  readonly note: string
}

type Submitted = Answer<Work['submit']>

/**
 * What became of a move: made; somebody else moved it before; the clip is another than was seen; findings
 * keep it back; or what is known of it is not right yet, and it may be tried again.
 */
export type MoveAnswer =
  | Exclude<Submitted, { readonly outcome: 'moved' | 'unfit' }>
  | { readonly outcome: 'moved' | 'unfit'; readonly task: Task }

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
