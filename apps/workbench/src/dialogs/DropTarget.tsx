import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notify } from '../actions/notices.ts'
import { Icon } from '../ui/Icon.tsx'
import { useWorkbench } from '../WorkbenchContext.tsx'
import styles from './DropTarget.module.css'
import { droppedEntries, filesIn } from './importing/droppedFiles.ts'
import { ImportWatch } from './importing/ImportWatch.tsx'
import { importStore } from './importing/importRun.ts'
import { sourceOf } from './importing/sourceFiles.ts'
import { useImportFlow } from './importing/useImport.ts'
import { takeModel } from './takeModel.ts'

/** Takes folders and files dropped anywhere on the window into an import, and says so while they hover. */
export function DropTarget() {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { store } = workbench
  const { flow, context } = useImportFlow()
  const [isHovered, setIsHovered] = useState(false)

  useEffect(() => {
    const hover = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setIsHovered(true)
    }
    const leave = (event: DragEvent): void => {
      // The one without a related target left the window; the others went from element to element.
      if (event.relatedTarget === null) setIsHovered(false)
    }
    const take = async (transfer: DataTransfer): Promise<void> => {
      const entries = droppedEntries(transfer)
      const { phase } = importStore.getState().run
      if (phase === 'listing' || phase === 'uploading' || phase === 'importing') {
        notify(t('importing.stillRunning'))
        return
      }
      flow.reset()
      importStore.setState({ run: { phase: 'listing', found: 0 } })
      const found = (count: number): void =>
        importStore.setState({ run: { phase: 'listing', found: count } })
      const files = await filesIn(entries, found).catch(() => null)
      if (files !== null && (await takeModel(workbench, files))) {
        flow.reset()
        store.setState({ dialog: null })
        return
      }
      const source = files === null ? null : sourceOf(files)
      if (source !== null && source.files.length > 0) {
        await flow.start(source, context())
        return
      }
      flow.reset()
      notify(t(source === null ? 'importing.unreadable' : 'importing.empty'))
    }
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setIsHovered(false)
      store.setState({ dialog: 'import', isPlaying: false })
      if (event.dataTransfer !== null) void take(event.dataTransfer)
    }
    window.addEventListener('dragenter', hover)
    window.addEventListener('dragover', hover)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', hover)
      window.removeEventListener('dragover', hover)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  })

  return (
    <>
      <ImportWatch />
      {isHovered && (
        // In the top layer, where it covers an open dialog too.
        <div ref={showOnTop} popover="manual" className={styles.hint} role="status">
          <div className={styles.box}>
            <Icon name="import" size={24} />
            {t('app.dropHere')}
          </div>
        </div>
      )}
    </>
  )
}

/** The same function each time, or React would call it again at every render. */
function showOnTop(hint: HTMLElement | null): void {
  hint?.showPopover()
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true
}
