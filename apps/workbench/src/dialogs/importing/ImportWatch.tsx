import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from 'sonner'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { type ImportRun, isUnderWay } from './importRun.ts'
import { useImportRun } from './useImport.ts'

const TOAST = 'import'

/** Shows nothing itself: keeps an import in sight while its dialog is closed, and has the browser ask before the page is left with one under way. */
export function ImportWatch() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const run = useImportRun()
  const isOpen = useWorkbenchState(({ dialog }) => dialog === 'import')
  const text = useWatchText(run)
  const isLasting = run.phase === 'uploading' || run.phase === 'importing'

  useEffect(() => {
    if (isOpen || text === null) {
      toast.dismiss(TOAST)
      return
    }
    const show = isLasting ? toast.loading : toast
    show(text, {
      id: TOAST,
      duration: Number.POSITIVE_INFINITY,
      action: {
        label: t('importing.show'),
        onClick: () => store.setState({ dialog: 'import' }),
      },
    })
  }, [isOpen, text, isLasting, t, store])

  const isAtRisk = isUnderWay(run)
  useEffect(() => {
    if (!isAtRisk) return
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isAtRisk])
  return null
}

/** What the import is at, in a few words; `null` when there is nothing to say. */
function useWatchText(run: ImportRun): string | null {
  const { t } = useTranslation()
  switch (run.phase) {
    case 'idle':
      return null
    case 'listing':
      return t('importing.listing')
    case 'uploading': {
      const { sentBytes, totalBytes } = run.sent
      const percent = totalBytes === 0 ? 0 : Math.floor((sentBytes / totalBytes) * 100)
      return `${t('importing.uploading')} · ${run.source.name} · ${percent} %`
    }
    case 'review':
      return run.checking === null
        ? t('importing.ready', { name: run.source.name })
        : `${t('importing.checking')} · ${run.source.name}`
    case 'importing': {
      const { stage, doneFrames: done, totalFrames: total } = run.progress
      return `${t('importing.storing')} · ${run.source.name} · ${t(`importing.stage_${stage}`, { done, total })}`
    }
    case 'done':
      return t('importing.done', { name: run.result.name })
    case 'stopped':
      return t('importing.stopped')
    case 'failed':
      return t('importing.failed')
  }
}
