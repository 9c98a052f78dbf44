import type { ClipId } from '@trueline/annotation'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import styles from '../dialogs/dialogs.module.css'
import { useAsked } from '../dialogs/useAsked.ts'
import type { Attempt } from '../people/Attempt.tsx'
import people from '../people/people.module.css'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/Select.tsx'
import type { ProjectRow } from './projectServer.ts'
import own from './projects.module.css'

/** What stands for no batch in the list. */
const NONE = ''

/** All clips with the batch that each is in, those in none first; the ones that are ticked come into another. */
export function FillBatch({
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
  const [asked, reload] = useAsked(server.listClips)
  const [batchId, setBatchId] = useState(row.batches.at(-1)?.batchId ?? NONE)
  const [chosen, setChosen] = useState<readonly ClipId[]>([])
  const clips = asked.state === 'answered' ? asked.answer : []
  const inOrder = clips.toSorted((a, b) => Number(a.batch !== null) - Number(b.batch !== null))
  const fill = async (): Promise<void> => {
    const into = batchId === NONE ? null : batchId
    if (!(await attempt.run(() => server.projects.fillBatch(into, chosen)))) return
    setChosen([])
    reload()
    onChange()
  }
  const toggle = (clipId: ClipId): void =>
    setChosen(
      chosen.includes(clipId) ? chosen.filter((one) => one !== clipId) : [...chosen, clipId],
    )
  return (
    <section className={styles.stack} aria-label={t('projects.clips')}>
      <h3 className={styles.heading}>{t('projects.clips')}</h3>
      <div className={`${styles.tableFrame} ${own.clips}`}>
        {inOrder.map(({ clipId, name, frames, project, batch }) => (
          <label key={clipId} className={own.clip}>
            <input
              type="checkbox"
              checked={chosen.includes(clipId)}
              onChange={() => toggle(clipId)}
            />
            <span className={own.clipName}>
              {name} <span className={styles.muted}>{t('clips.frames', { count: frames })}</span>
            </span>
            <span className={styles.muted}>
              {batch === null ? t('projects.inNoBatch') : `${project ?? ''} · ${batch}`}
            </span>
          </label>
        ))}
      </div>
      <div className={people.row}>
        <Select
          label={t('projects.batch')}
          value={batchId}
          options={[
            ...row.batches.map((one) => ({ value: one.batchId, text: one.name })),
            { value: NONE, text: t('projects.outOfBatch') },
          ]}
          onChange={setBatchId}
        />
        <Button isDisabled={attempt.isBusy || chosen.length === 0} onClick={() => void fill()}>
          {t(batchId === NONE ? 'projects.takeOut' : 'projects.fill', { count: chosen.length })}
        </Button>
      </div>
    </section>
  )
}
