import { useTranslation } from 'react-i18next'
import { selectTrack } from '../../actions/navigateActions.ts'
import { type QueuedTrack, reviewQueue } from '../../review/queue.ts'
import { categoryColor, categoryLabel } from '../../store/selectors.ts'
import { Icon } from '../../ui/Icon.tsx'
import list from '../../ui/List.module.css'
import { useRows } from '../../ui/useRows.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { DoubtGauge } from '../tracks/DoubtGauge.tsx'
import styles from './ReviewPane.module.css'

const ROW_PX = 26

/** The objects to look at, the most doubtful first, those that were answered last. */
export function QueueList() {
  const { t } = useTranslation()
  const { tracks } = useWorkbenchState(reviewQueue)
  const selected = useWorkbenchState(({ selectedTrackId }) => selectedTrackId)
  const current = tracks.findIndex(({ track }) => track.id === selected)
  const { scroller, rows } = useRows({ count: tracks.length, rowPx: ROW_PX, current })
  if (tracks.length === 0) return <p className={styles.empty}>{t('review.nothing')}</p>
  return (
    <div ref={scroller} className={list.scroller} tabIndex={-1}>
      <ul
        className={list.sizer}
        style={{ height: rows.getTotalSize() }}
        aria-label={t('pane.review')}
      >
        {rows.getVirtualItems().map(({ index, start }) => (
          <QueueRow
            key={tracks[index]!.track.id}
            queued={tracks[index]!}
            top={start}
            isCurrent={index === current}
          />
        ))}
      </ul>
    </div>
  )
}

function QueueRow({
  queued,
  top,
  isCurrent,
}: {
  readonly queued: QueuedTrack
  readonly top: number
  readonly isCurrent: boolean
}) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { track, doubt, verdict, changed, remarks } = queued
  const color = useWorkbenchState(({ clip }) => categoryColor(clip, track.category))
  const label = useWorkbenchState(({ clip, preferences }) =>
    categoryLabel(clip, track.category, preferences.language),
  )
  return (
    <li
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      data-current={isCurrent}
      data-verdict={verdict ?? 'none'}
      data-testid="queued"
    >
      <button
        type="button"
        className={styles.choose}
        aria-pressed={isCurrent}
        onClick={() => selectTrack(workbench, track.id)}
        onPointerEnter={() => workbench.store.setState({ hoveredTrackId: track.id })}
        onPointerLeave={() => workbench.store.setState({ hoveredTrackId: null })}
      >
        <span className={styles.verdict} title={verdict ? t(`review.verdict_${verdict}`) : ''}>
          {verdict === 'accepted' && <Icon name="check" size={12} />}
          {verdict === 'sentBack' && <Icon name="undo" size={12} />}
        </span>
        <span className={styles.swatch} style={{ background: color }} />
        <span>{track.number}</span>
        <span className={styles.name}>{label}</span>
        {remarks > 0 && (
          <span className={styles.remarks} title={t('review.remarks')}>
            ● {remarks}
          </span>
        )}
        {changed > 0 && (
          <span className={styles.changed} title={t('review.changed', { count: changed })}>
            Δ {changed}
          </span>
        )}
        <DoubtGauge doubt={doubt} />
      </button>
    </li>
  )
}
