import { trackOf } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { batchFrames } from '../../store/batch.ts'
import { Button } from '../../ui/Button.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { BatchBar } from './BatchBar.tsx'
import { BatchColumns } from './BatchColumns.tsx'
import styles from './BatchPage.module.css'
import { TrajectoryStrip } from './TrajectoryStrip.tsx'

/** One object in all its frames, side by side: where a track is looked over and finished. */
export function BatchPage() {
  const { t } = useTranslation()
  const { store } = useWorkbench()
  const { clip, track, hasFrames } = useWorkbenchState(
    useShallow((state) => ({
      clip: state.clip,
      track:
        state.selectedTrackId === null
          ? undefined
          : trackOf(state.annotations, state.selectedTrackId),
      hasFrames: batchFrames(state).length > 0,
    })),
  )
  if (clip === null) return null
  return (
    <section className={styles.page} aria-label={t('batch.name')} data-testid="batch">
      {track === undefined || !hasFrames ? (
        <div className={styles.empty}>
          <p>{t('batch.none')}</p>
          <Button onClick={() => store.setState({ page: 'panes' })}>{t('batch.back')}</Button>
        </div>
      ) : (
        <>
          <BatchBar track={track} />
          <TrajectoryStrip clip={clip} trackId={track.id} />
          <BatchColumns key={clip.id} clip={clip} track={track} />
        </>
      )}
    </section>
  )
}
