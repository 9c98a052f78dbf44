import {
  type AcceptanceProfile,
  type AcceptanceReport,
  judgementsOf,
  judgementText,
  verdictName,
  worstOf,
} from '@trueline/quality'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { Problem, useAttempt } from '../people/Attempt.tsx'
import own from '../people/people.module.css'
import { authorText } from '../sync/author.ts'
import { Button } from '../ui/Button.tsx'
import { useWorkbenchState } from '../WorkbenchContext.tsx'
import { type BatchReading, batchReports } from './batchReports.ts'
import type { BatchRow, ProjectRow } from './projectServer.ts'

/** What would pass by a profile of what was handed on until now: read when it is asked for, judged anew with every change. */
export function AcceptancePreview({
  row,
  profile,
}: {
  readonly row: ProjectRow
  readonly profile: AcceptanceProfile
}) {
  const { t } = useTranslation()
  const attempt = useAttempt()
  const { reading, look, stop } = useReading(row)
  const { isBusy } = attempt
  return (
    <section className={styles.stack} aria-label={t('projects.preview')}>
      <div className={own.row}>
        <h3 className={styles.heading}>{t('projects.preview')}</h3>
        <span className={`${own.grow} ${styles.muted}`} role="status">
          {isBusy && reading !== null && t('projects.previewing', { ...reading })}
        </span>
        {isBusy ? (
          <Button onClick={stop}>{t('projects.previewStop')}</Button>
        ) : (
          <Button isDisabled={row.batches.length === 0} onClick={() => void attempt.run(look)}>
            {t('projects.previewNow')}
          </Button>
        )}
      </div>
      {isBusy && reading !== null && (
        <progress
          className={styles.bar}
          aria-label={t('projects.preview')}
          value={reading.done}
          max={Math.max(1, reading.total)}
        />
      )}
      <p className={styles.muted}>{t('projects.previewHint')}</p>
      <Problem attempt={attempt} />
      {reading !== null && reading.reports.size > 0 && (
        <table className={styles.table} data-testid="preview">
          <tbody>
            {row.batches.map((batch) => {
              const report = reading.reports.get(batch.batchId)
              if (report === undefined) return null
              return <PreviewLine key={batch.batchId} {...{ batch, report, profile }} />
            })}
          </tbody>
        </table>
      )}
    </section>
  )
}

/** Reads what was handed on of a project's batches, until it is stopped or nobody sees it. */
function useReading(row: ProjectRow) {
  const { server, authorId } = useConnection()
  const name = useWorkbenchState(({ preferences }) => preferences.authorName)
  const [reading, setReading] = useState<BatchReading | null>(null)
  const isWanted = useRef(false)
  const stop = useCallback((): void => {
    isWanted.current = false
  }, [])
  useEffect(() => stop, [stop])
  const look = async (): Promise<void> => {
    isWanted.current = true
    const terms = await server.projects.listTerms()
    const batches = row.batches.map(({ batchId }) => ({
      batchId,
      clipIds: terms.filter((one) => one.batchId === batchId).map(({ clipId }) => clipId),
    }))
    const author = authorText({ id: authorId, name })
    for await (const now of batchReports(server, { batches, author })) {
      if (!isWanted.current) return
      setReading(now)
    }
  }
  return { reading, look, stop }
}

function PreviewLine({
  batch,
  report,
  profile,
}: {
  readonly batch: BatchRow
  readonly report: AcceptanceReport | null
  readonly profile: AcceptanceProfile
}) {
  const { t } = useTranslation()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const judged = report === null ? [] : judgementsOf({ ...report, profile })
  const wrong = judged.filter(({ verdict }) => verdict !== 'pass')
  return (
    <tr>
      <td>{batch.name}</td>
      <td>
        {report === null ? t('projects.previewNothing') : verdictName(worstOf(judged))[language]}
      </td>
      <td className={styles.muted}>
        {wrong.map((one) => judgementText(one, language)).join(' · ')}
      </td>
    </tr>
  )
}
