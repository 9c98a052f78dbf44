import type { Clip } from '@trueline/annotation'
import type { StoreApi } from 'zustand/vanilla'
import { notifyError } from '../actions/notices.ts'
import type { MeMember } from '../people/peopleServer.ts'
import type { ProjectServer } from '../projects/projectServer.ts'
import type { WorkbenchState } from '../store/state.ts'
import { editRightOf } from './editRight.ts'

/**
 * Has the state tell what a member may change of the clip that is open, as it is opened and again
 * whenever they come back to the window; returns how to stop.
 */
export function followEditRight(
  {
    store,
    server,
    member,
  }: {
    readonly store: StoreApi<WorkbenchState>
    readonly server: { readonly projects: Pick<ProjectServer, 'projectOf'> }
    readonly member: MeMember | null
  },
  page: EventTarget,
): () => void {
  // Until it is known which project a clip is of, nobody begins what could be refused.
  const least = editRightOf(member, { mayReviewerEdit: false })
  const most = editRightOf(member, null)
  store.setState({ editRight: least })
  const read = async (clip: Clip): Promise<void> => {
    const project = least === most ? null : await server.projects.projectOf(clip.id)
    if (store.getState().clip === clip) store.setState({ editRight: editRightOf(member, project) })
  }
  const again = (): void => {
    const { clip } = store.getState()
    // Out of reach, it is as it was; the status line says that nothing is reached.
    if (clip !== null) read(clip).catch(() => undefined)
  }
  page.addEventListener('focus', again)
  const unsubscribe = store.subscribe((state, before) => {
    if (state.clip === null || state.clip === before.clip) return
    store.setState({ editRight: least })
    read(state.clip).catch(notifyError)
  })
  return () => {
    page.removeEventListener('focus', again)
    unsubscribe()
  }
}
