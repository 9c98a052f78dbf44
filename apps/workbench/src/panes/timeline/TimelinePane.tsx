import { useTranslation } from 'react-i18next'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './Timeline.module.css'
import { TimelineBar } from './TimelineBar.tsx'
import { TimelineCanvas } from './TimelineCanvas.tsx'

/** The clip along time: what each track has in each frame; the frame shown is set here. */
export function TimelinePane() {
  const { t } = useTranslation()
  const hasClip = useWorkbenchState(({ clip }) => clip !== null)
  if (!hasClip) return <p className={styles.empty}>{t('timeline.noClip')}</p>
  return (
    <section className={styles.pane} aria-label={t('pane.timeline')}>
      <TimelineBar />
      <TimelineCanvas />
    </section>
  )
}
