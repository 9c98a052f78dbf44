import { useEffect } from 'react'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import { ClipsDialog } from './ClipsDialog.tsx'
import { WelcomeDialog } from './WelcomeDialog.tsx'

/** The dialog that is open. The welcome opens by itself over a person's first clip. */
export function Dialogs() {
  const { store } = useWorkbench()
  const dialog = useWorkbenchState((state) => state.dialog)
  const isFirstClip = useWorkbenchState(
    ({ clip, preferences }) => clip !== null && !preferences.hasSeenWelcome,
  )
  useEffect(() => {
    if (isFirstClip) store.setState((state) => ({ dialog: state.dialog ?? 'welcome' }))
  }, [isFirstClip, store])
  switch (dialog) {
    case 'clips':
      return <ClipsDialog />
    case 'welcome':
      return <WelcomeDialog />
    default:
      return null
  }
}
