import type { ReviewState } from '@trueline/annotation'
import { useTranslation } from 'react-i18next'
import type { TrackSummary } from '../../store/trackSummary.ts'
import styles from './TrackRow.module.css'

const ORDER: readonly ReviewState[] = [
  'final',
  'accepted',
  'fixed',
  'added',
  'proposed',
  'rejected',
]

/** How many of a track's cuboids are in each state, as a bar; in words for who cannot see it. */
export function StateBar({ states }: { readonly states: TrackSummary['states'] }) {
  const { t } = useTranslation()
  const parts = ORDER.filter((state) => states[state] > 0)
  const words = parts.map((state) => `${t(`state.${state}`)} ${states[state]}`).join(' · ')
  return (
    <span className={styles.bar} role="img" aria-label={words} title={words}>
      {parts.map((state) => (
        <span key={state} data-state={state} style={{ flexGrow: states[state] }} />
      ))}
    </span>
  )
}
