import { useEffect } from 'react'
import { NotAllowedDialog } from '../people/NotAllowedDialog.tsx'
import { PeopleDialog } from '../people/PeopleDialog.tsx'
import { useMay } from '../people/usePeople.ts'
import { ProjectsDialog } from '../projects/ProjectsDialog.tsx'
import { QueueDialog } from '../projects/QueueDialog.tsx'
import type { DialogId } from '../store/state.ts'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import { ChecksDialog } from './ChecksDialog.tsx'
import { ClipsDialog } from './ClipsDialog.tsx'
import { ConflictDialog } from './ConflictDialog.tsx'
import { DropTarget } from './DropTarget.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { ImportDialog } from './ImportDialog.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { PaletteDialog } from './PaletteDialog.tsx'
import { ReportsDialog } from './ReportsDialog.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'
import { TaskDialog } from './TaskDialog.tsx'
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
  return (
    <>
      <DropTarget />
      {dialog !== null && <OpenDialog dialog={dialog} />}
    </>
  )
}

/** What one has to be allowed for a dialog to be of use. */
const NEEDS: { readonly [dialog in DialogId]?: string } = {
  import: 'clip.import',
  export: 'export.losses',
}

function OpenDialog({ dialog }: { readonly dialog: DialogId }) {
  const may = useMay()
  const need = NEEDS[dialog]
  if (need !== undefined && !may(need)) return <NotAllowedDialog />
  switch (dialog) {
    case 'checks':
      return <ChecksDialog />
    case 'clips':
      return <ClipsDialog />
    case 'conflict':
      return <ConflictDialog />
    case 'export':
      return <ExportDialog />
    case 'import':
      return <ImportDialog />
    case 'keys':
      return <KeysDialog />
    case 'palette':
      return <PaletteDialog />
    case 'people':
      return <PeopleDialog />
    case 'projects':
      return <ProjectsDialog />
    case 'queue':
      return <QueueDialog />
    case 'reports':
      return <ReportsDialog />
    case 'settings':
      return <SettingsDialog />
    case 'task':
      return <TaskDialog />
    case 'accept':
    case 'sendBack':
      return <TaskDialog intended={dialog} />
    case 'welcome':
      return <WelcomeDialog />
  }
}
