import { TRPCClientError } from '@trpc/client'
import type { StoreApi } from 'zustand/vanilla'
import type { WorkbenchState } from '../store/state.ts'
import { taskAt } from '../work/task.ts'
import type { ProjectServer } from './projectServer.ts'

/** The lease of a task is renewed so often; it lasts some times longer. */
const RENEW_MS = 5 * 60_000

/**
 * Goes on holding the task that is worked on while its clip is open and edits are made, so that nobody
 * else is given it; returns how to stop. A lease that was lost loses no edit, as they are stored all the
 * same; `lost` is told why, once a task.
 */
export function holdTasks({
  store,
  server,
  lost,
}: {
  readonly store: StoreApi<WorkbenchState>
  readonly server: Pick<ProjectServer, 'hold'>
  readonly lost: (error: unknown) => void
}): () => void {
  const told = new Set<string>()
  let wasEdited = false
  const unsubscribe = store.subscribe((state, before) => {
    if (state.history !== before.history && state.clip === before.clip) wasEdited = true
  })
  const timer = setInterval(() => {
    const { clip, tasks, frame } = store.getState()
    const task = taskAt(tasks, frame)
    if (!wasEdited || clip === null || task === null) return
    wasEdited = false
    server.hold(task.taskId).catch((error: unknown) => {
      // Out of reach, the status line says so.
      if (!isTaken(error) || told.has(task.taskId)) return
      told.add(task.taskId)
      lost(error)
    })
  }, RENEW_MS)
  return () => {
    unsubscribe()
    clearInterval(timer)
  }
}

/** Whether the server said that somebody else has a task. */
function isTaken(error: unknown): boolean {
  return error instanceof TRPCClientError && error.data?.httpStatus === 409
}
