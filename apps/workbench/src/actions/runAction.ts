import { mayRun } from '../work/editRight.ts'
import { tellReadOnly } from '../work/tellReadOnly.ts'
import type { Action, Workbench } from '../workbench.ts'
import { notifyError } from './notices.ts'

/** Runs an action; what it refuses to do, or is not theirs to do, is told to the person. */
export function runAction(workbench: Workbench, action: Action): void {
  const state = workbench.store.getState()
  if (!mayRun(state.editRight, action)) {
    tellReadOnly(state)
    return
  }
  try {
    Promise.resolve(action.run(workbench)).catch(notifyError)
  } catch (error) {
    notifyError(error)
  }
}
