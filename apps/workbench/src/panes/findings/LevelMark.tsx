import type { Level } from '@trueline/consistency'
import { useTranslation } from 'react-i18next'
import styles from './FindingsPane.module.css'

/** How bad a finding is, as a dot, and in words for who cannot see it. */
export function LevelMark({
  level,
  isBlocking = false,
}: {
  readonly level: Level
  readonly isBlocking?: boolean
}) {
  const { t } = useTranslation()
  return (
    <span
      className={styles.level}
      role="img"
      aria-label={t(isBlocking ? 'checks.blocking' : `findings.level_${level}`)}
      data-level={level}
      data-blocking={isBlocking}
    />
  )
}
