import { tracksOf } from '@trueline/annotation'
import { Command } from 'cmdk'
import { useTranslation } from 'react-i18next'
import { goToFrame, selectTrack } from '../../actions/navigateActions.ts'
import { categoryLabel, frameCount } from '../../store/selectors.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkbench } from '../../WorkbenchContext.tsx'
import styles from './Palette.module.css'
import { numbersIn } from './paletteQuery.ts'

/** The frame and the track that have the number typed, as far as the clip has them. */
export function NumberItems({
  text,
  choose,
}: {
  readonly text: string
  readonly choose: (act: () => void) => () => void
}) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const state = workbench.store.getState()
  const wanted = numbersIn(text)
  const frame = wanted.frame !== null && wanted.frame < frameCount(state) ? wanted.frame : null
  const track =
    wanted.track === null
      ? undefined
      : tracksOf(state.annotations).find(({ number }) => number === wanted.track)
  if (frame === null && track === undefined) return null
  return (
    <Command.Group heading={t('palette.numbers')} forceMount>
      {track !== undefined && (
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
