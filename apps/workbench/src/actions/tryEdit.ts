import type { Patch } from '@trueline/annotation'
import type { WorkbenchState } from '../store/state.ts'
import type { Workbench } from '../workbench.ts'
import { notifyError } from './notices.ts'

/** Makes the edit a command gives for the document as it is now; tells why when the command refuses. */
export function tryEdit(
  { store }: Pick<Workbench, 'store'>,
  command: string,
  patchOf: (state: WorkbenchState) => Patch,
): void {
  try {
    const state = store.getState()
    state.edit(command, patchOf(state))
  } catch (error) {
    notifyError(error)
  }
}
