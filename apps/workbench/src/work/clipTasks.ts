import type { Clip } from '@trueline/annotation'
import type { StoreApi } from 'zustand/vanilla'
import { notifyError } from '../actions/notices.ts'
import type { Server } from '../server.ts'
import type { WorkbenchState } from '../store/state.ts'
import type { MoveAnswer, Task, TaskMove, TaskRequest } from './task.ts'

type Parts = {
  readonly store: StoreApi<WorkbenchState>
  readonly server: Pick<Server, 'readTasks'>
}

/**
 * Takes where the open clip's tasks are from the server as it is opened, and again whenever somebody
 * comes back to the window, for others move them too; returns how to stop.
 */
export function followClipTasks({ store, server }: Parts, page: EventTarget): () => void {
  const read = async (clip: Clip): Promise<void> => {
    const tasks = await server.readTasks(clip.id)
    if (store.getState().clip === clip) store.setState({ tasks })
  }
  const again = (): void => {
    const { clip } = store.getState()
    // Out of reach, it is as it was; the status line says that nothing is reached.
    if (clip !== null) read(clip).catch(() => undefined)
  }
  page.addEventListener('focus', again)
  const unsubscribe = store.subscribe((state, before) => {
    if (state.clip !== null && state.clip !== before.clip) read(state.clip).catch(notifyError)
  })
  return () => {
    page.removeEventListener('focus', again)
    unsubscribe()
  }
}

/** What a move stands on. */
export type MoveParts = {
  readonly store: StoreApi<WorkbenchState>
  readonly server: Pick<Server, 'submitTask' | 'moveTask'>
  /** Waits this long at most for an edit that is on its way to come, in milliseconds. */
  readonly patienceMs?: number
}

/** Longer than a line takes that is any good. */
const PATIENCE_MS = 5000

/**
 * Makes a move with a task, and has the state tell where that is then.
 *
 * A task is handed on as it is seen: own edits are stored first, and where others' come between, the
 * answer is that it has changed. Rejects when the server cannot be reached.
 */
export async function makeMove(
  parts: MoveParts,
  move: TaskMove,
  request: TaskRequest,
): Promise<MoveAnswer> {
  const { store, server } = parts
  const answer =
    move === 'submit' ? await submit(parts, request) : await server.moveTask(move, request)
  if (answer.outcome === 'moved' || answer.outcome === 'unfit') {
    const { task } = answer
    store.setState(({ tasks }) => ({ tasks: tasks.map((one) => takenFrom(one, task)) }))
  }
  return answer
}

async function submit(parts: MoveParts, request: TaskRequest): Promise<MoveAnswer> {
  const { store, server } = parts
  await untilSeen(parts, ({ replica }) => replica.pending.length === 0)
  const { seenSeq, replica } = store.getState()
  const answer = await server.submitTask({ ...request, seenSeq })
  if (answer.outcome !== 'changed') return answer
  // What it has not seen may be its own edit on its way back: then nothing is other than it was seen.
  const isHere = await untilSeen(parts, (state) => state.seenSeq >= answer.headSeq)
  const now = store.getState()
  if (!isHere || now.replica.base !== replica.base) return answer
  return server.submitTask({ ...request, seenSeq: now.seenSeq })
}

/** Whether the state came to be so in time. */
function untilSeen(
  { store, patienceMs = PATIENCE_MS }: MoveParts,
  isSo: (state: WorkbenchState) => boolean,
): Promise<boolean> {
  if (isSo(store.getState())) return Promise.resolve(true)
  return new Promise((resolve) => {
    const end = (isTrue: boolean): void => {
      clearTimeout(timer)
      unsubscribe()
      resolve(isTrue)
    }
    const timer = setTimeout(() => end(false), patienceMs)
    const unsubscribe = store.subscribe((state) => {
      if (isSo(state)) end(true)
    })
  })
}

function takenFrom(one: Task, task: Task): Task {
  return one.taskId === task.taskId ? task : one
}
