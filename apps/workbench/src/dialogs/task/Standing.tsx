import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { goToFinding } from '../../actions/findingActions.ts'
import { LevelMark } from '../../panes/findings/LevelMark.tsx'
import { blockingFindings, type NumberedFinding } from '../../store/findings.ts'
import { trackSummary } from '../../store/trackSummary.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from '../dialogs.module.css'
import own from './task.module.css'

/** So many are named; the pane has all. */
const NAMED = 5

/** What keeps the clip back as far as this browser knows, and what else is open. */
export function Standing({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const findings = useWorkbenchState((state) => state.findings)
  const checkSettings = useWorkbenchState((state) => state.checkSettings)
  const checking = useWorkbenchState((state) => state.checking)
  const annotations = useWorkbenchState((state) => state.annotations)
  const blocking = blockingFindings({ findings, checkSettings })
  const others = findings.all.length - blocking.length
  const undecided = useMemo(
    () =>
      annotations.tracks.filter(({ id }) => trackSummary(annotations, id).states.proposed > 0)
        .length,
    [annotations],
  )
  return (
    <>
      {blocking.length === 0 ? (
        <p className={own.clear}>{t('work.nothingStands')}</p>
      ) : (
        <div className={styles.problem} data-testid="standing">
          <strong>{t('work.stands', { count: blocking.length })}</strong>
          <ul className={own.list}>
            {blocking.slice(0, NAMED).map((one) => (
              <StandingRow key={one.number} one={one} onClose={onClose} />
            ))}
          </ul>
          <span className={styles.muted}>{t('work.standsHint')}</span>
        </div>
      )}
      {checking.state !== 'done' && <p className={styles.muted}>{t('work.stillChecking')}</p>}
      <ul className={styles.muted}>
        {others > 0 && <li>{t('work.others', { count: others })}</li>}
        {undecided > 0 && <li>{t('work.undecided', { count: undecided })}</li>}
      </ul>
    </>
  )
}

function StandingRow({
  one,
  onClose,
}: {
  readonly one: NumberedFinding
  readonly onClose: () => void
}) {
  const workbench = useWorkbench()
  const language = useWorkbenchState(({ preferences }) => preferences.language)
  const go = (): void => {
    goToFinding(workbench, one)
    onClose()
  }
  return (
    <li>
      <button type="button" className={own.finding} onClick={go}>
        <LevelMark level={one.finding.level} isBlocking />
        <span>{one.finding.message[language]}</span>
      </button>
    </li>
  )
}
