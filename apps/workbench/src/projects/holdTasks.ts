import type { StoreApi } from 'zustand/vanilla'
import type { WorkbenchState } from '../store/state.ts'
import { taskAt } from '../work/task.ts'
import type { ProjectServer } from './projectServer.ts'

/** The lease of a task is renewed so often; it lasts some times longer. */
const RENEW_MS = 5 * 60_000

/**
 * Goes on holding the task that is worked on while its clip is open and edits are made, so that nobody
 * else is given it; returns how to stop. A lease that was lost loses no edit: they are stored all the same.
 */
export function holdTasks({
  store,
  server,
}: {
  readonly store: StoreApi<WorkbenchState>
  readonly server: Pick<ProjectServer, 'hold'>
}): () => void {
  let wasEdited = false
  const unsubscribe = store.subscribe((state, before) => {
    if (state.history !== before.history && state.clip === before.clip) wasEdited = true
  })
  const timer = setInterval(() => {
    const { clip, tasks, frame } = store.getState()
    const task = taskAt(tasks, frame)
    if (!wasEdited || clip === null || task === null) return
    wasEdited = false
    // Somebody else may have it, or the server be out of reach: edits are stored either way.
    server.hold(task.taskId).catch(() => undefined)
  }, RENEW_MS)
  return () => {
    unsubscribe()
    clearInterval(timer)
  }
}
