import { useTranslation } from 'react-i18next'
import { applyPreview } from '../../actions/findingActions.ts'
import type { MendPreview, MendSummary } from '../../check/mendPreview.ts'
import { actionById } from '../../keymap.ts'
import { keysOf } from '../../keys/keyTable.ts'
import { findingAtHand } from '../../store/findings.ts'
import { Button } from '../../ui/Button.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './FindingsPane.module.css'

/** What the mend at hand would do, before it is made. */
export function PreviewCard() {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const preview = useWorkbenchState(({ mendPreview }) => mendPreview)
  const atHand = useWorkbenchState((state) => findingAtHand(state)?.finding.mend)
  const chosen = useWorkbenchState(({ preferences }) => preferences.keys)
  if (preview === null) {
    // Said where one would be, so that nobody waits for it.
    return atHand === null ? <p className={styles.card}>{t('findings.noMend')}</p> : null
  }
  const isAll = preview.of.kind === 'all'
  const mend = preview.of.kind === 'all' ? preview.of.mend : atHand
  const action = actionById(isAll ? 'mendAll' : 'mend')
  return (
    <section
      className={styles.card}
      aria-label={t(isAll ? 'findings.previewAll' : 'findings.previewOne')}
      data-testid="mendPreview"
      data-of={preview.of.kind}
    >
      <p className={styles.cardTitle}>
        {mend && t(`mend.${mend}`)}
        {isAll && <span className={styles.limit}> · {t('findings.only_all')}</span>}
      </p>
      <p className={styles.cardText}>{textsOf(t, preview).join(' · ')}</p>
      <div className={styles.cardActions}>
        <Button
          look="primary"
          keys={action === undefined ? [] : keysOf(action, chosen)}
          onClick={() => applyPreview(workbench)}
        >
          {t(isAll ? 'findings.apply' : 'findings.mendOne')}
        </Button>
        {isAll && (
          <Button onClick={() => workbench.store.setState({ mendPreview: null })}>
            {t('findings.drop')}
          </Button>
        )}
      </div>
    </section>
  )
}

type Translate = ReturnType<typeof useTranslation>['t']

/** How many boxes, and how far they go. */
function textsOf(t: Translate, { patch, summary }: MendPreview): readonly string[] {
  const { changed, added, removed, reassigned } = summary
  if (changed + added + removed + reassigned === 0) {
    return [t('findings.tracksOnly', { count: patch.length })]
  }
  return [
    ...(changed === 0
      ? []
      : [t('findings.boxesChanged', { count: changed }), ...lengths(t, summary)]),
    ...(added === 0 ? [] : [t('findings.boxesAdded', { count: added })]),
    ...(removed === 0 ? [] : [t('findings.boxesRemoved', { count: removed })]),
    ...(reassigned === 0 ? [] : [t('findings.boxesReassigned', { count: reassigned })]),
  ]
}

function lengths(t: Translate, { moved, mostTurnedDeg, mostResized }: MendSummary): string[] {
  const meters = (value: number): string => value.toFixed(2)
  return [
    moved.most < 0.005
      ? null
      : t('findings.moves', { median: meters(moved.median), most: meters(moved.most) }),
    mostTurnedDeg < 0.5 ? null : t('findings.turns', { degrees: Math.round(mostTurnedDeg) }),
    mostResized < 0.005 ? null : t('findings.resizes', { meters: meters(mostResized) }),
  ].filter((text) => text !== null)
}
