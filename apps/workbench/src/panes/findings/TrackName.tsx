import { type TrackId, trackOf } from '@trueline/annotation'
import { useShallow } from 'zustand/react/shallow'
import { categoryColor, categoryLabel } from '../../store/selectors.ts'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './FindingsPane.module.css'

/** A track's color, number and category; nothing where it is gone. */
export function TrackName({ trackId }: { readonly trackId: TrackId }) {
  const view = useWorkbenchState(
    useShallow(({ annotations, clip, preferences }) => {
      const track = trackOf(annotations, trackId)
      return track === undefined
        ? null
        : {
            number: track.number,
            color: categoryColor(clip, track.category),
            label: categoryLabel(clip, track.category, preferences.language),
          }
    }),
  )
  if (view === null) return null
  return (
    <span className={styles.track}>
      <span className={styles.swatch} style={{ background: view.color }} />
      <span className={styles.trackName}>
        {view.number} {view.label}
      </span>
    </span>
  )
}
