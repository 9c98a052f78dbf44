import type { Clip } from '@trueline/annotation'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Format } from '../../server.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from '../dialogs.module.css'
import { RefusalText } from '../RefusalText.tsx'
import own from './Exporting.module.css'
import { Labels } from './Labels.tsx'
import { Losses } from './Losses.tsx'
import { Unsaved } from './Unsaved.tsx'
import { useDownload } from './useDownload.ts'

/** What to export the clip as, and what becomes of it that way. */
export function ExportForm({
  clip,
  formats,
  first,
  close,
}: {
  readonly clip: Pick<Clip, 'id' | 'name'>
  readonly formats: readonly Format[]
  /** The format to begin with. */
  readonly first: string
  readonly close: () => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const [formatId, setFormatId] = useState(first)
  const [withSensors, setWithSensors] = useState(false)
  const choice = { clipId: clip.id, format: formatId, withSensors }
  const [download, begin, stop] = useDownload(choice)
  const format = formats.find((one) => one.id === formatId)
  const isBusy = download.state === 'waiting' || download.state === 'asking'
  return (
    <Dialog
      title={t('exporting.title')}
      onClose={close}
      footer={
        <>
          <span role="status" className={`${styles.push} ${styles.muted}`}>
            {download.state === 'waiting' && t('exporting.waiting')}
            {download.state === 'asking' && t('exporting.making')}
            {download.state === 'started' && t('exporting.started')}
          </span>
          <Button onClick={isBusy ? stop : close}>
            {t(download.state === 'started' ? 'dialog.close' : 'exporting.cancel')}
          </Button>
          <Button
            look="primary"
            icon="export"
            isDisabled={isBusy || format === undefined}
            onClick={begin}
          >
            {t('exporting.export')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        <p className={styles.heading}>{clip.name}</p>
        <Labels />
        <div className={styles.fields}>
          <label htmlFor={`${id}format`}>{t('exporting.format')}</label>
          <div>
            <Select
              id={`${id}format`}
              label={t('exporting.format')}
              value={formatId}
              options={formats.map(({ id: value, title }) => ({ value, text: title[language] }))}
              onChange={(chosen) => {
                stop()
                setFormatId(chosen)
              }}
            />
          </div>
          <span className={styles.muted}>{t('exporting.writes')}</span>
          <span>{format?.writes?.[language]}</span>
          <span className={styles.muted}>{t('exporting.limits')}</span>
          <ul className={`${styles.disc} ${own.limits}`}>
            {format?.limits.map((limit) => (
              <li key={limit.en}>{limit[language]}</li>
            ))}
          </ul>
        </div>
        <Losses clipId={clip.id} format={formatId} />
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={withSensors}
            onChange={({ target }) => {
              stop()
              setWithSensors(target.checked)
            }}
          />
          <span>
            {t('exporting.sensors')}{' '}
            <span className={styles.muted}>{t('exporting.sensorsHint')}</span>
          </span>
        </label>
        <Unsaved />
        {download.state === 'refused' && (
          <RefusalText title={t('exporting.failed')} refusal={download.refusal} />
        )}
        {download.state === 'unreachable' && (
          <p className={styles.problem} role="alert">
            {t('exporting.unreachable', { message: download.message })}
          </p>
        )}
      </div>
    </Dialog>
  )
}
