/** Where a task is on its way from a person who labels to one who accepts. */
export type TaskState = 'annotate' | 'review' | 'accepted' | 'sentBack'

/** What brings it on: the one who labels hands it on or takes it back, a reviewer answers, anybody opens it again. */
export type TaskMove = 'submit' | 'takeBack' | 'accept' | 'sendBack' | 'reopen'

/** Every move. */
export const TASK_MOVES = [
  'submit',
  'takeBack',
  'accept',
  'sendBack',
  'reopen',
] as const satisfies readonly TaskMove[]

const MOVES: {
  readonly [move in TaskMove]: { readonly from: readonly TaskState[]; readonly to: TaskState }
} = {
  submit: { from: ['annotate', 'sentBack'], to: 'review' },
  takeBack: { from: ['review'], to: 'annotate' },
  accept: { from: ['review'], to: 'accepted' },
  sendBack: { from: ['review'], to: 'sentBack' },
  reopen: { from: ['accepted'], to: 'annotate' },
}

/** Where a move brings a task that is in this state; `null` where it cannot be made. */
export function stateAfter(state: TaskState, move: TaskMove): TaskState | null {
  const { from, to } = MOVES[move]
  return from.includes(state) ? to : null
}
