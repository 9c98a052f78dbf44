import { Tooltip } from 'radix-ui'
import { useMemo } from 'react'
import { Toaster } from 'sonner'
import { ConnectionContext } from '../ConnectionContext.tsx'
import { Dialogs } from '../dialogs/Dialogs.tsx'
import { BatchPage } from '../panes/batch/BatchPage.tsx'
import { heldWhile } from '../store/heldStore.ts'
import { useWorkbench, useWorkbenchState, WorkbenchContext } from '../WorkbenchContext.tsx'
import styles from './App.module.css'
import { Docks } from './Docks.tsx'
import { StartScreen } from './StartScreen.tsx'
import { StatusLine } from './StatusLine.tsx'
import type { Running } from './start.ts'
import { TopBar } from './TopBar.tsx'

/** The whole window. */
export function App({ workbench, connection }: Running) {
  return (
    <ConnectionContext value={connection}>
      <WorkbenchContext value={workbench}>
        <Tooltip.Provider delayDuration={400} skipDelayDuration={200}>
          <Window />
        </Tooltip.Provider>
      </WorkbenchContext>
    </ConnectionContext>
  )
}

function Window() {
  const theme = useWorkbenchState(({ preferences }) => preferences.theme)
  const hasClip = useWorkbenchState(({ clip }) => clip !== null)
  const isBatch = useWorkbenchState(({ page }) => page === 'batch')
  const isOpening = useWorkbenchState(({ opening }) => opening !== null)
  return (
    <div className={styles.window}>
      <TopBar />
      <main className={styles.main}>
        {/* Kept under the start screen: drawing contexts take long to make. */}
        <div className={styles.docks} inert={!hasClip || isBatch} data-covered={hasClip && isBatch}>
          <CoveredDocks />
        </div>
        {hasClip && isBatch && <BatchPage />}
        {(!hasClip || isOpening) && <StartScreen isLate={hasClip} />}
      </main>
      <StatusLine />
      <Dialogs />
      <Toaster theme={theme} position="bottom-center" offset={{ bottom: 40 }} duration={4000} />
    </div>
  )
}

/** The panes, which rest while another page lies over them: what they would draw is not seen. */
function CoveredDocks() {
  const workbench = useWorkbench()
  const resting = useMemo(() => {
    const store = heldWhile(workbench.store, ({ page }) => page !== 'panes')
    return { ...workbench, store }
  }, [workbench])
  return (
    <WorkbenchContext value={resting}>
      <Docks />
    </WorkbenchContext>
  )
}
