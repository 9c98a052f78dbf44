import type { MendId } from '@trueline/consistency'
import { useTranslation } from 'react-i18next'
import { previewAll } from '../../actions/findingActions.ts'
import { notifyError } from '../../actions/notices.ts'
import type { FindingGroup, NumberedFinding } from '../../store/findings.ts'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkbench } from '../../WorkbenchContext.tsx'
import styles from './FindingsPane.module.css'
import { TrackName } from './TrackName.tsx'

/** The name of a check, how much it found, and the mend for all of it. */
export function GroupRow({
  group: { check, trackId, findings },
  top,
  isOpen,
  onToggle,
}: {
  readonly group: FindingGroup
  readonly top: number
  readonly isOpen: boolean
  readonly onToggle: () => void
}) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const mend = check === null ? null : mendOf(findings)
  return (
    <li className={styles.group} style={{ transform: `translateY(${top}px)` }}>
      <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={onToggle}>
        <Icon name={isOpen ? 'down' : 'next'} size={10} />
        {check !== null && (
          <>
            <span className={styles.check}>{check}</span>
            <span className={styles.name}>{t(`check.${check}`)}</span>
          </>
        )}
        {trackId !== null && <TrackName trackId={trackId} />}
        {check === null &&
          trackId === null &&
          t(findings[0]?.finding.fixed === undefined ? 'findings.noTrack' : 'findings.road')}
        <span className={styles.count}>{findings.length}</span>
      </button>
      {mend !== null && (
        <button
          type="button"
          className={styles.mendAll}
          title={t(`mend.${mend}`)}
          onClick={() => void previewAll(workbench, mend).catch(notifyError)}
        >
          {t('findings.mendAll')}
        </button>
      )}
    </li>
  )
}

/** The mend of the first that has one which is not for somebody to look at each time. */
function mendOf(findings: readonly NumberedFinding[]): MendId | null {
  const sure = findings.find(({ finding }) => finding.mend !== null && finding.isUnsure !== true)
  return sure?.finding.mend ?? null
}
