import type { ClipId } from '@trueline/annotation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import type { Attempt } from '../people/Attempt.tsx'
import { MakeLine } from '../people/MakeLine.tsx'
import own from '../people/people.module.css'
import { useMay } from '../people/usePeople.ts'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import { BatchCounts } from './BatchCounts.tsx'
import { BatchModel } from './BatchModel.tsx'
import { BatchPlanting } from './BatchPlanting.tsx'
import type { ProjectRow } from './projectServer.ts'

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
  return (
    <section className={styles.stack}>
      <h3 className={styles.heading}>{t('projects.batches')}</h3>
      {row.batches.length === 0 && <p className={styles.muted}>{t('projects.noBatches')}</p>}
      {row.batches.map((batch) => (
        <div key={batch.batchId} className={own.row}>
          <span className={own.grow}>{batch.name}</span>
          {may('project.changeModel') && (
            <BatchModel batch={batch} attempt={attempt} onChange={onChange} />
          )}
          <BatchCounts batch={batch} />
          {may('project.planting') && <BatchPlanting batch={batch} attempt={attempt} />}
        </div>
      ))}
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
        <Filling row={row} attempt={attempt} onChange={onChange} />
      )}
    </section>
  )
}

function Filling({
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
  const [asked] = useAsked(server.listClips)
  const [batchId, setBatchId] = useState(row.batches[0]?.batchId ?? '')
  const [chosen, setChosen] = useState<readonly ClipId[]>([])
  const clips = asked.state === 'answered' ? asked.answer : []
  const fill = async (): Promise<void> => {
    if (!(await attempt.run(() => server.projects.fillBatch(batchId, chosen)))) return
    setChosen([])
    onChange()
  }
  const toggle = (clipId: ClipId): void =>
    setChosen(
      chosen.includes(clipId) ? chosen.filter((one) => one !== clipId) : [...chosen, clipId],
    )
  return (
    <>
      <div className={styles.tableFrame}>
        {clips.map(({ clipId, name, frames }) => (
          <label key={clipId} className={styles.check}>
            <input
              type="checkbox"
              checked={chosen.includes(clipId)}
              onChange={() => toggle(clipId)}
            />
            <span>
              {name} <span className={styles.muted}>{t('clips.frames', { count: frames })}</span>
            </span>
          </label>
        ))}
      </div>
      <div className={own.row}>
        <Select
          label={t('projects.batch')}
          value={batchId}
          options={row.batches.map((one) => ({ value: one.batchId, text: one.name }))}
          onChange={setBatchId}
        />
        <Button isDisabled={attempt.isBusy || chosen.length === 0} onClick={() => void fill()}>
          {t('projects.fill', { count: chosen.length })}
        </Button>
      </div>
    </>
  )
}
