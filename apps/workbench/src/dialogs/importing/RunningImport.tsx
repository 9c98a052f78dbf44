import { useTranslation } from 'react-i18next'
import type { ImportProgress } from '../../server.ts'
import styles from '../dialogs.module.css'
import { Progress } from '../Progress.tsx'
import { sizeText } from '../sizeText.ts'
import own from './Importing.module.css'
import type { ImportRun, ImportSource } from './importRun.ts'

/** An import while the machines work and the person waits. */
export function RunningImport({
  run,
}: {
  readonly run: Extract<ImportRun, { phase: 'listing' | 'uploading' | 'importing' }>
}) {
  return (
    <div className={`${styles.stack} ${own.body}`}>
      {run.phase !== 'listing' && <SourceLine source={run.source} />}
      <Bar run={run} />
    </div>
  )
}

/** A source's name, how many files it has, and how large they are. */
export function SourceLine({ source }: { readonly source: ImportSource }) {
  const { t } = useTranslation()
  const size = sizeText(source.bytes)
  return (
    <p className={styles.heading}>
      {source.name}
      <span className={styles.muted}>
        {t('importing.files', { count: source.files.length, size })}
      </span>
    </p>
  )
}

function Bar({ run }: Parameters<typeof RunningImport>[0]) {
  const { t } = useTranslation()
  switch (run.phase) {
    case 'listing':
      return <Progress label={t('importing.listing')} detail={String(run.found)} value={null} />
    case 'uploading': {
      const { sentBytes, totalBytes, sentFiles, totalFiles } = run.sent
      return (
        <Progress
          label={t('importing.uploading')}
          detail={t('importing.uploaded', {
            sent: sizeText(sentBytes),
            total: sizeText(totalBytes),
            done: Math.min(totalFiles, sentFiles + 1),
            files: totalFiles,
          })}
          value={totalBytes === 0 ? null : sentBytes / totalBytes}
        />
      )
    }
    case 'importing':
      return <StageProgress label={t('importing.storing')} progress={run.progress} />
  }
}

/** How far the server is with an import or a dry run. */
export function StageProgress({
  label,
  progress,
}: {
  readonly label: string
  readonly progress: ImportProgress
}) {
  const { t } = useTranslation()
  const { stage, doneFrames, totalFrames } = progress
  return (
    <Progress
      label={label}
      detail={t(`importing.stage_${stage}`, { done: doneFrames, total: totalFrames })}
      value={stage === 'packing' && totalFrames > 0 ? doneFrames / totalFrames : null}
    />
  )
}
