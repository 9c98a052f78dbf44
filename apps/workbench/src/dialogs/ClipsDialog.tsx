import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../ConnectionContext.tsx'
import { useMay } from '../people/usePeople.ts'
import type { ClipSummary } from '../server.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useTimeText } from '../ui/useTimeText.ts'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import styles from './ClipsDialog.module.css'
import { useAsked } from './useAsked.ts'

/** The clips on the server, to open or to remove. */
export function ClipsDialog() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { server } = useConnection()
  const [asked, reload] = useAsked(server.listClips)
  const may = useMay()
  const clips = asked.state === 'answered' ? asked.answer : null
  return (
    <Dialog
      title={t('clips.title')}
      onClose={() => store.setState({ dialog: null })}
      footer={
        may('clip.import') && (
          <Button icon="import" onClick={() => store.setState({ dialog: 'import' })}>
            {t('clips.import')}
          </Button>
        )
      }
    >
      {asked.state === 'failed' && (
        <div className={styles.note}>
          <p>{t('clips.unreachable')}</p>
          <Button onClick={reload}>{t('clips.retry')}</Button>
        </div>
      )}
      {clips?.length === 0 && (
        <div className={styles.note}>
          <p>{t('clips.none')}</p>
          <p>{t('clips.noneNext')}</p>
        </div>
      )}
      <ul className={styles.list}>
        {clips?.map((clip) => (
          <ClipRow key={clip.clipId} clip={clip} onRemoved={reload} />
        ))}
      </ul>
    </Dialog>
  )
}

function ClipRow({
  clip,
  onRemoved,
}: {
  readonly clip: ClipSummary
  readonly onRemoved: () => void
}) {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { server, session } = useConnection()
  const openId = useWorkbenchState((state) => state.clip?.id ?? null)
  const [isAsking, setAsking] = useState(false)
  const may = useMay()
  const timeText = useTimeText()
  const { clipId, name } = clip

  const open = (): void => {
    store.setState({ dialog: null })
    if (clipId !== openId) void session.open(clipId, name)
  }
  const remove = async (): Promise<void> => {
    await server.removeClip(clipId)
    if (clipId === openId) session.close()
    onRemoved()
  }
  if (isAsking) {
    return (
      <li className={styles.asking} role="alert">
        <p>{t('clips.removeSure', { name })}</p>
        <Button onClick={() => setAsking(false)}>{t('clips.keep')}</Button>
        <Button look="danger" icon="trash" onClick={() => void remove()}>
          {t('clips.removeYes')}
        </Button>
      </li>
    )
  }
  return (
    <li className={styles.row}>
      <button type="button" className={styles.open} onClick={open} data-clip={clipId}>
        <span className={styles.line}>
          <span className={styles.name}>
            {name}
            {clipId === openId && <em>{t('clips.current')}</em>}
          </span>
          {clip.project !== null && (
            <span className={`${styles.facts} ${styles.place}`}>
              {clip.project} · {clip.batch}
            </span>
          )}
        </span>
        <span className={styles.facts}>
          {t('clips.frames', { count: clip.frames })} · {t('clips.tracks', { count: clip.tracks })}{' '}
          · {t('clips.cuboids', { count: clip.cuboids })} · {clip.format} ·{' '}
          {timeText(clip.createdAtUs)}
        </span>
      </button>
      {may('clip.remove') && (
        <IconButton icon="trash" label={t('clips.remove')} onClick={() => setAsking(true)} />
      )}
    </li>
  )
}
