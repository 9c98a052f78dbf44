import type { Action, Workbench } from '../workbench.ts'
import { notifyError } from './notices.ts'

/** Runs an action; what it refuses to do is told to the person. */
export function runAction(workbench: Workbench, action: Action): void {
  try {
    Promise.resolve(action.run(workbench)).catch(notifyError)
  } catch (error) {
    notifyError(error)
  }
}
