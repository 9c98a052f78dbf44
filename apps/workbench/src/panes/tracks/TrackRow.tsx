import { cuboidOf } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { selectTrack } from '../../actions/navigateActions.ts'
import { toggleMark } from '../../actions/objectActions.ts'
import { findingIndex } from '../../store/findings.ts'
import { categoryColor, categoryLabel } from '../../store/selectors.ts'
import type { ListedTrack } from '../../store/trackList.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { DoubtGauge } from './DoubtGauge.tsx'
import { StateBar } from './StateBar.tsx'
import styles from './TrackRow.module.css'

/** One line of the list: number, category, how many frames, what became of them, score. */
export function TrackRow({ listed, top }: { readonly listed: ListedTrack; readonly top: number }) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { track, summary } = listed
  const view = useWorkbenchState(
    useShallow((state) => ({
      isSelected: state.selectedTrackId === track.id,
      isHovered: state.hoveredTrackId === track.id,
      isMarked: state.markedTrackIds.has(track.id),
      isHere: isLabelHere(cuboidOf(state.annotations, track.id, state.frame)),
      color: categoryColor(state.clip, track.category),
      label: categoryLabel(state.clip, track.category, state.preferences.language),
      found: findingIndex(state.findings).byTrack.get(track.id) ?? null,
    })),
  )
  const isFinal = summary.states.final > 0
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all its rows.
    <div
      id={`track-${track.id}`}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      role="option"
      tabIndex={-1}
      aria-selected={view.isSelected}
      data-hovered={view.isHovered}
      data-here={view.isHere}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) toggleMark(workbench, track.id)
        else selectTrack(workbench, track.id)
      }}
      onPointerEnter={() => workbench.store.setState({ hoveredTrackId: track.id })}
      onPointerLeave={() => workbench.store.setState({ hoveredTrackId: null })}
    >
      <span className={styles.mark} data-marked={view.isMarked} />
      <span className={styles.swatch} style={{ background: view.color }} />
      <span className={styles.number} data-testid="trackNumber">
        {track.number}
      </span>
      <span className={styles.category}>{view.label}</span>
      {view.found !== null && (
        <span
          className={styles.found}
          data-level={view.found.worst}
          title={t('findings.count', { count: view.found.count })}
        >
          <Icon name="warning" size={10} />
          {view.found.count}
        </span>
      )}
      {isFinal && <Icon name="lock" size={12} />}
      {summary.score !== null && (
        <span className={styles.score} title={t('tracks.score')}>
          {summary.score.toFixed(2)}
        </span>
      )}
      <span className={styles.frames}>{t('tracks.frames', { count: summary.shown })}</span>
      <DoubtGauge doubt={listed.doubt} />
      <StateBar states={summary.states} />
    </div>
  )
}

function isLabelHere(cuboid: ReturnType<typeof cuboidOf>): boolean {
  return cuboid !== undefined && cuboid.state !== 'rejected'
}
