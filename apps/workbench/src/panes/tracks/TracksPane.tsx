import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { selectTrack } from '../../actions/navigateActions.ts'
import { listedTracks } from '../../store/trackList.ts'
import { Button } from '../../ui/Button.tsx'
import list from '../../ui/List.module.css'
import { useRows } from '../../ui/useRows.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { MarkedTracks } from './MarkedTracks.tsx'
import { TrackFilters } from './TrackFilters.tsx'
import { TrackRow } from './TrackRow.tsx'
import styles from './TracksPane.module.css'

const ROW_PX = 24

/** The clip's tracks: found, ordered, selected, marked. */
export function TracksPane() {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const { clip, selectedTrackId } = useWorkbenchState(
    useShallow(({ clip, selectedTrackId }) => ({ clip, selectedTrackId })),
  )
  const tracks = useWorkbenchState(listedTracks)
  const selectedRow = tracks.findIndex(({ track }) => track.id === selectedTrackId)
  const { scroller, rows } = useRows({ count: tracks.length, rowPx: ROW_PX, current: selectedRow })

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const next = tracks[Math.max(0, selectedRow + step)]
    if (step === 0 || next === undefined) return
    event.preventDefault()
    selectTrack(workbench, next.track.id)
  }

  if (clip === null) return <p className={styles.empty}>{t('tracks.noClip')}</p>
  return (
    <section className={styles.pane} aria-label={t('pane.tracks')}>
      <TrackFilters listed={tracks.length} />
      {tracks.length === 0 && (
        <div className={styles.empty}>
          <p>{t('tracks.none')}</p>
          <Button
            onClick={() => workbench.store.setState({ trackFilter: { text: '', only: 'all' } })}
          >
            {t('tracks.showAll')}
          </Button>
        </div>
      )}
      <div
        ref={scroller}
        className={list.scroller}
        role="listbox"
        aria-label={t('pane.tracks')}
        aria-activedescendant={selectedRow === -1 ? undefined : `track-${selectedTrackId}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className={list.sizer} style={{ height: rows.getTotalSize() }} role="presentation">
          {rows.getVirtualItems().map(({ index, start }) => (
            <TrackRow key={tracks[index]!.track.id} listed={tracks[index]!} top={start} />
          ))}
        </div>
      </div>
      <MarkedTracks />
    </section>
  )
}
