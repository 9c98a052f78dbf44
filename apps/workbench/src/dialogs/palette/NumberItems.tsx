import { type Track, tracksOf } from '@trueline/annotation'
import { Command } from 'cmdk'
import { useTranslation } from 'react-i18next'
import { goToFrame, selectTrack } from '../../actions/navigateActions.ts'
import { categoryLabel, frameCount } from '../../store/selectors.ts'
import type { WorkbenchState } from '../../store/state.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkbench } from '../../WorkbenchContext.tsx'
import styles from './Palette.module.css'
import { numbersIn } from './paletteQuery.ts'

/** The frame and the track that have the number typed, as far as the clip has them. */
export type Places = { readonly frame: number | null; readonly track: Track | null }

/** The places of the open clip that a text names. Linear in the tracks. */
export function placesIn(state: WorkbenchState, text: string): Places {
  const { frame, track } = numbersIn(text)
  const isThere = frame !== null && frame < frameCount(state)
  const tracks = track === null ? [] : tracksOf(state.annotations)
  return {
    frame: isThere ? frame : null,
    track: tracks.find(({ number }) => number === track) ?? null,
  }
}

/** Places to go to; nothing when there are none. */
export function NumberItems({
  places: { frame, track },
  choose,
}: {
  readonly places: Places
  readonly choose: (act: () => void) => () => void
}) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const state = workbench.store.getState()
  if (frame === null && track === null) return null
  return (
    <Command.Group heading={t('palette.numbers')} forceMount>
      {track !== null && (
        <Command.Item
          forceMount
          value={`go-track-${track.number}`}
          className={styles.item}
          onSelect={choose(() => selectTrack(workbench, track.id))}
        >
          <Icon name="cube" size={14} />
          <span className={styles.label}>
            {t('palette.track', {
              number: track.number,
              category: categoryLabel(state.clip, track.category, state.preferences.language),
            })}
          </span>
        </Command.Item>
      )}
      {frame !== null && (
        <Command.Item
          forceMount
          value={`go-frame-${frame}`}
          className={styles.item}
          onSelect={choose(() => goToFrame(workbench, frame))}
        >
          <Icon name="next" size={14} />
          <span className={styles.label}>{t('palette.frame', { frame })}</span>
        </Command.Item>
      )}
    </Command.Group>
  )
}
