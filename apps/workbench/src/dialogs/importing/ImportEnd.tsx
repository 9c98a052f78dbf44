import { useTranslation } from 'react-i18next'
import styles from '../dialogs.module.css'
import { RefusalText } from '../RefusalText.tsx'
import own from './Importing.module.css'
import { ImportReport } from './ImportReport.tsx'
import type { ImportRun } from './importRun.ts'
import { SourceLine } from './RunningImport.tsx'

/** How an import ended, and what to do next. */
export function ImportEnd({
  run,
}: {
  readonly run: Extract<ImportRun, { phase: 'done' | 'stopped' | 'failed' }>
}) {
  const { t } = useTranslation()
  return (
    <div className={`${styles.stack} ${own.body}`}>
      <SourceLine source={run.source} />
      {run.phase === 'done' && (
        <>
          <p role="status">
            {run.choice.onto === null
              ? t('importing.done', { name: run.result.name })
              : t('importing.doneLabels')}
          </p>
          <ImportReport report={run.result} sourceName={run.source.name} />
        </>
      )}
      {run.phase === 'stopped' && <p role="status">{t('importing.stopped')}</p>}
      {run.phase === 'failed' && <Problem run={run} />}
    </div>
  )
}

function Problem({ run }: { readonly run: Extract<ImportRun, { phase: 'failed' }> }) {
  const { t } = useTranslation()
  const { problem, wasStoring } = run
  if (problem.kind === 'refused') {
    return (
      <RefusalText
        title={t('importing.failed')}
        refusal={problem.refusal}
        next={t('importing.failedNext')}
      />
    )
  }
  return (
    <div className={styles.problem} role="alert">
      <strong>{t('importing.unreachable', { message: problem.message })}</strong>
      <p>{t(wasStoring ? 'importing.unreachableStoring' : 'importing.unreachableNext')}</p>
    </div>
  )
}
