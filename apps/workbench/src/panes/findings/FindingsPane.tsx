import { useTranslation } from 'react-i18next'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import { AtHandCard } from './AtHandCard.tsx'
import { CheckState } from './CheckState.tsx'
import { FindingFilters } from './FindingFilters.tsx'
import { FindingList } from './FindingList.tsx'
import styles from './FindingsPane.module.css'

/** What cannot be true of the labels: gone through, mended, or left as it is. */
export function FindingsPane() {
  const { t } = useTranslation()
  const hasClip = useWorkbenchState(({ clip }) => clip !== null)
  if (!hasClip) return <p className={styles.empty}>{t('tracks.noClip')}</p>
  return (
    <section className={styles.pane} aria-label={t('pane.findings')} data-testid="findings">
      <FindingFilters />
      <FindingList />
      <AtHandCard />
      <CheckState />
    </section>
  )
}
