import { useTranslation } from 'react-i18next'
import styles from './TrackRow.module.css'

/** How likely a person would change a track, as a bar that fills from below; in words for who cannot see it. */
export function DoubtGauge({ doubt }: { readonly doubt: number }) {
  const { t } = useTranslation()
  const words = t('findings.doubt', { percent: Math.round(doubt * 100) })
  return (
    <span className={styles.doubt} role="img" aria-label={words} title={words}>
      <span style={{ height: `${Math.round(doubt * 100)}%` }} />
    </span>
  )
}
