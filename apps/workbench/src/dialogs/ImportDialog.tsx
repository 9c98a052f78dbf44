import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWorkbench } from '../WorkbenchContext.tsx'
import { ChooseSource } from './importing/ChooseSource.tsx'
import { ImportEnd } from './importing/ImportEnd.tsx'
import { ImportReview } from './importing/ImportReview.tsx'
import type { ImportRun } from './importing/importRun.ts'
import { RunningImport } from './importing/RunningImport.tsx'
import { useImportFlow, useImportRun } from './importing/useImport.ts'

/**
 * From a folder or zip to a clip: sent, looked through, reported on, and only then stored. Closing
 * it loses nothing: what runs goes on and says so when it is done.
 */
export function ImportDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { flow } = useImportFlow()
  const run = useImportRun()
  const close = (): void => {
    const hasEnded = run.phase === 'done' || run.phase === 'failed' || run.phase === 'stopped'
    if (hasEnded) flow.reset()
    store.setState({ dialog: null })
  }
  return (
    <Dialog
      title={t('importing.title')}
      width="wide"
      onClose={close}
      footer={<Footer run={run} close={close} />}
    >
      <Body run={run} />
    </Dialog>
  )
}

function Body({ run }: { readonly run: ImportRun }) {
  switch (run.phase) {
    case 'idle':
      return <ChooseSource />
    case 'review':
      return <ImportReview review={run} />
    case 'listing':
    case 'uploading':
    case 'importing':
      return <RunningImport run={run} />
    case 'done':
    case 'stopped':
    case 'failed':
      return <ImportEnd run={run} />
  }
}

function Footer({ run, close }: { readonly run: ImportRun; readonly close: () => void }) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { session } = useConnection()
  const { flow, context } = useImportFlow()
  switch (run.phase) {
    case 'idle':
      return <Button onClick={close}>{t('importing.close')}</Button>
    case 'listing':
      return <Button onClick={close}>{t('importing.background')}</Button>
    case 'uploading':
    case 'importing':
      return (
        <>
          <Button look="danger" onClick={run.phase === 'importing' ? flow.stop : flow.reset}>
            {t('importing.stop')}
          </Button>
          <Button onClick={close}>{t('importing.background')}</Button>
        </>
      )
    case 'review':
      return (
        <>
          <Button onClick={flow.reset}>{t('importing.another')}</Button>
          <Button
            look="primary"
            icon="import"
            isDisabled={run.checking !== null || run.outcome?.kind !== 'report'}
            onClick={() => void flow.store(context())}
          >
            {t(run.choice.onto === null ? 'importing.import' : 'importing.importLabels')}
          </Button>
        </>
      )
    case 'done': {
      const { clipId, name } = run.result
      const isNew = run.choice.onto === null && clipId !== null
      return (
        <>
          <Button onClick={flow.reset}>{t('importing.another')}</Button>
          <Button
            look="primary"
            onClick={() => {
              close()
              if (isNew) void session.open(clipId, name)
            }}
          >
            {t(isNew ? 'importing.open' : 'importing.close')}
          </Button>
        </>
      )
    }
    case 'stopped':
    case 'failed':
      return (
        <>
          {run.phase === 'failed' && run.wasStoring && run.problem.kind === 'unreachable' && (
            <Button onClick={() => store.setState({ dialog: 'clips' })}>
              {t('importing.clips')}
            </Button>
          )}
          <Button onClick={flow.reset}>{t('importing.another')}</Button>
          <Button look="primary" onClick={() => void flow.start(run.source, context())}>
            {t('importing.retry')}
          </Button>
        </>
      )
  }
}
