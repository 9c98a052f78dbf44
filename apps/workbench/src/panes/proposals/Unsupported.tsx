import { trackOf } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { selectTrack } from '../../actions/navigateActions.ts'
import { categoryLabel } from '../../store/selectors.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './ProposalsPane.module.css'

/** The undecided pre-labels that the model saw nothing of: false ones are among them. */
export function Unsupported() {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const tracks = useWorkbenchState(
    useShallow(({ annotations, proposedOn }) =>
      (proposedOn?.unsupported ?? []).flatMap((id) => trackOf(annotations, id) ?? []),
    ),
  )
  const { clip, language, selected } = useWorkbenchState(
    useShallow((state) => ({
      clip: state.clip,
      language: state.preferences.language,
      selected: state.selectedTrackId,
    })),
  )
  if (tracks.length === 0) return null
  return (
    <details className={styles.unsupported}>
      <summary>{t('proposals.unsupported', { count: tracks.length })}</summary>
      <div className={styles.chips}>
        {tracks.map((track) => (
          <button
            key={track.id}
            type="button"
            className={styles.chip}
            aria-pressed={track.id === selected}
            onClick={() => selectTrack(workbench, track.id)}
          >
            {categoryLabel(clip, track.category, language)} {track.number}
          </button>
        ))}
      </div>
    </details>
  )
}
