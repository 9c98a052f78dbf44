import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clipInUrl } from '../api.ts'
import { useConnection } from '../ConnectionContext.tsx'
import { Button } from '../ui/Button.tsx'
import { useWorkbench, useWorkbenchState } from '../WorkbenchContext.tsx'
import styles from './StartScreen.module.css'

/**
 * What stands where the panes will be while no clip is open: how far it is, and what to do next.
 *
 * @param isLate Whether the clip that was open is shown a little longer: most are there before one sees more than a flash.
 */
export function StartScreen({ isLate }: { readonly isLate: boolean }) {
  return (
    <div className={styles.screen} data-late={isLate}>
      <div className={styles.card} role="status">
        <Content />
      </div>
    </div>
  )
}

function Content() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { session } = useConnection()
  const opening = useWorkbenchState((state) => state.opening)
  const arrival = useWorkbenchState((state) => state.arrival)
  const openClips = (): void => store.setState({ dialog: 'clips' })
  if (opening?.state === 'reading') {
    return (
      <Message title={t('opening.reading', { name: opening.name })}>
        <Progress share={null} />
        <p>{t('opening.records', { count: opening.recordsRead })}</p>
      </Message>
    )
  }
  if (opening?.state === 'failed') {
    const wanted = clipInUrl()
    return (
      <Message title={t('opening.failed', { name: opening.name })}>
        <p>{opening.why}</p>
        <div className={styles.buttons}>
          {wanted !== null && (
            <Button onClick={() => void session.open(wanted, opening.name)}>
              {t('opening.again')}
            </Button>
          )}
          <Button look="primary" onClick={openClips}>
            {t('opening.other')}
          </Button>
        </div>
      </Message>
    )
  }
  switch (arrival.state) {
    case 'connecting':
      return (
        <Message title={t('status.loading')}>
          <Progress share={null} />
        </Message>
      )
    case 'unreachable':
      return (
        <Message title={t('clips.unreachable')}>
          <Progress share={null} />
        </Message>
      )
    case 'preparing':
      return (
        <Message title={t('clips.preparing', arrival)}>
          <Progress share={arrival.done / Math.max(1, arrival.total)} />
          <p>{t('clips.preparingHint')}</p>
        </Message>
      )
    case 'noClips':
      return (
        <Message title={t('clips.none')}>
          <p>{t('clips.noneNext')}</p>
          <div className={styles.buttons}>
            <Button
              look="primary"
              icon="import"
              onClick={() => store.setState({ dialog: 'import' })}
            >
              {t('clips.import')}
            </Button>
          </div>
        </Message>
      )
  }
}

function Message({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <h2>{title}</h2>
      {children}
    </>
  )
}

/** A bar; `share` in 0..1, `null` where nobody knows. */
function Progress({ share }: { readonly share: number | null }) {
  return <progress className={styles.progress} value={share ?? undefined} max={1} />
}
