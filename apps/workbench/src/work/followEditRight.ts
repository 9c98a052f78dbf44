import type { Clip } from '@trueline/annotation'
import type { StoreApi } from 'zustand/vanilla'
import { notifyError } from '../actions/notices.ts'
import type { MeMember } from '../people/peopleServer.ts'
import type { ProjectServer } from '../projects/projectServer.ts'
import type { WorkbenchState } from '../store/state.ts'
import { type EditRight, editRightOf, rightAt } from './editRight.ts'

/**
 * Has the state tell what a member may change of the clip that is open at the frame shown, as it is
 * opened, whenever its tasks are moved, and again as they come back to the window; returns how to stop.
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
  let right: EditRight = least
  const tell = (): void => {
    const { clip, tasks, frame, editRight: told } = store.getState()
    const own = tasks.filter(({ clipId }) => clipId === clip?.id)
    const editRight = rightAt(right, own, frame)
    if (editRight !== told) store.setState({ editRight })
  }
  tell()
  const read = async (clip: Clip): Promise<void> => {
    const project = least === most ? null : await server.projects.projectOf(clip.id)
    if (store.getState().clip !== clip) return
    right = editRightOf(member, project)
    tell()
  }
  const again = (): void => {
    const { clip } = store.getState()
    // Out of reach, it is as it was; the status line says that nothing is reached.
    if (clip !== null) read(clip).catch(() => undefined)
  }
  page.addEventListener('focus', again)
  const unsubscribe = store.subscribe((state, before) => {
    if (state.clip !== null && state.clip !== before.clip) {
      right = least
      read(state.clip).catch(notifyError)
    }
    const isAsBefore =
      state.clip === before.clip && state.tasks === before.tasks && state.frame === before.frame
    if (!isAsBefore) tell()
  })
  return () => {
    page.removeEventListener('focus', again)
    unsubscribe()
  }
}
