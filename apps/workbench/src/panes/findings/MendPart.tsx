import type { MendId } from '@trueline/consistency'
import { useTranslation } from 'react-i18next'
import type { MendPreview, MendSummary } from '../../check/mendPreview.ts'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import styles from './FindingsPane.module.css'

/** What a mend would do, before it is made: its name, how many boxes, and how far they go. */
export function MendPart({
  mend,
  preview,
}: {
  readonly mend: MendId
  readonly preview: MendPreview
}) {
  const { t } = useTranslation()
  const isAll = preview.of.kind === 'all'
  const name = useWorkbenchState(({ clip }) => clip?.name ?? '')
  return (
    <section
      aria-label={t(isAll ? 'findings.previewAll' : 'findings.previewOne')}
      data-testid="mendPreview"
      data-of={preview.of.kind}
    >
      <p className={styles.cardTitle}>
        {t(`mend.${mend}`)}
        {isAll && <span className={styles.limit}> · {name}</span>}
      </p>
      <p className={styles.cardText}>{textsOf(t, preview).join(' · ')}</p>
    </section>
  )
}

type Translate = ReturnType<typeof useTranslation>['t']

/** How many boxes, and how far they go. */
function textsOf(t: Translate, { patch, summary }: MendPreview): readonly string[] {
  const { changed, added, removed, reassigned } = summary
  if (changed + added + removed + reassigned === 0) {
    const alone = t('findings.tracksOnly', { count: patch.length })
    return [alone]
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
