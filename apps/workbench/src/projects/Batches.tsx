import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import type { Attempt } from '../people/Attempt.tsx'
import { MakeLine } from '../people/MakeLine.tsx'
import { useMay } from '../people/usePeople.ts'
import { BatchModel } from './BatchModel.tsx'
import { BatchPlanting } from './BatchPlanting.tsx'
import { BatchTable } from './BatchTable.tsx'
import { FillBatch } from './FillBatch.tsx'
import type { BatchRow, ProjectRow } from './projectServer.ts'
import { usePlanting } from './usePlanting.ts'

/** A project's batches; for those who run it, to make more and to put clips into them. */
export function Batches({
  row,
  attempt,
  onChange,
}: {
  readonly row: ProjectRow
  readonly attempt: Attempt
  readonly onChange: () => void
}) {
  const { t } = useTranslation()
  const { server } = useConnection()
  const may = useMay()
  const [planting, askAgain] = usePlanting(row)
  return (
    <section className={styles.stack} aria-label={t('projects.batches')}>
      {row.batches.length === 0 ? (
        <p className={styles.muted}>{t('projects.noBatches')}</p>
      ) : (
        <BatchTable
          batches={row.batches}
          {...(may('project.changeModel') && {
            modelOf: (batch: BatchRow) => (
              <BatchModel batch={batch} attempt={attempt} onChange={onChange} />
            ),
          })}
          noteOf={({ batchId }) => {
            const state = planting.find((one) => one.batchId === batchId)
            if (state === undefined) return null
            return <BatchPlanting {...{ state, attempt }} onAgain={askAgain} />
          }}
        />
      )}
      {may('project.makeBatch') && (
        <MakeLine
          label={t('projects.batchName')}
          button={t('projects.makeBatch')}
          look="plain"
          attempt={attempt}
          make={(name) => server.projects.makeBatch(row.projectId, name)}
          then={onChange}
        />
      )}
      {may('project.fillBatch') && row.batches.length > 0 && (
        <FillBatch row={row} attempt={attempt} onChange={onChange} />
      )}
    </section>
  )
}
