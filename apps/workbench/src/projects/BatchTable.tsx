import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../dialogs/dialogs.module.css'
import type { BatchRow } from './projectServer.ts'
import own from './projects.module.css'

const STATES = ['annotate', 'sentBack', 'review', 'accepted'] as const

/** Batches and how far each is: clips, and tasks by their state. */
export function BatchTable({
  batches,
  modelOf,
  noteOf,
}: {
  readonly batches: readonly BatchRow[]
  /** What stands in a column for the model that made the pre-labels; there is none where this is absent. */
  readonly modelOf?: (batch: BatchRow) => ReactNode
  /** What stands below a batch's name. */
  readonly noteOf?: (batch: BatchRow) => ReactNode
}) {
  const { t } = useTranslation()
  return (
    <table className={`${styles.table} ${own.table} ${own.batches}`}>
      <thead>
        <tr>
          <th>{t('projects.batch')}</th>
          {modelOf !== undefined && <th>{t('projects.model')}</th>}
          <th className={styles.number}>{t('projects.clips')}</th>
          {STATES.map((state) => (
            <th key={state} className={styles.number}>
              {t(`work.state_${state}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {batches.map((batch) => (
          <tr key={batch.batchId}>
            <td>
              {batch.name}
              {noteOf?.(batch)}
            </td>
            {modelOf !== undefined && <td className={own.model}>{modelOf(batch)}</td>}
            <Count count={batch.clips} />
            {STATES.map((state) => (
              <Count key={state} count={batch.tasks[state]} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Count({ count }: { readonly count: number }) {
  return <td className={`${styles.number} ${count === 0 ? styles.muted : ''}`}>{count}</td>
}
