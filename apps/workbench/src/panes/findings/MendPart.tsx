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
  const words = useTexts(preview)
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
      <p className={styles.cardText}>{words.join(' · ')}</p>
    </section>
  )
}

/** How many boxes change, and how far they go. */
function useTexts({ patch, summary }: MendPreview): readonly string[] {
  const { t } = useTranslation()
  const lengths = useLengths(summary)
  const { changed, added, removed, reassigned, lines, linesRemoved, links } = summary
  const fixed = lines + linesRemoved + links
  if (changed + added + removed + reassigned + fixed === 0) {
    return [t('findings.tracksOnly', { count: patch.length })]
  }
  return [
    changed === 0 ? null : t('findings.boxesChanged', { count: changed }),
    ...(changed === 0 ? [] : lengths),
    added === 0 ? null : t('findings.boxesAdded', { count: added }),
    removed === 0 ? null : t('findings.boxesRemoved', { count: removed }),
    reassigned === 0 ? null : t('findings.boxesReassigned', { count: reassigned }),
    lines === 0 ? null : t('findings.linesChanged', { count: lines }),
    linesRemoved === 0 ? null : t('findings.linesRemoved', { count: linesRemoved }),
    links === 0 ? null : t('findings.linksChanged', { count: links }),
  ].filter((text) => text !== null)
}

function useLengths({ moved, mostTurnedDeg, mostResized }: MendSummary): readonly string[] {
  const { t } = useTranslation()
  const meters = (value: number): string => value.toFixed(2)
  return [
    moved.most < 0.005
      ? null
      : t('findings.moves', { median: meters(moved.median), most: meters(moved.most) }),
    mostTurnedDeg < 0.5 ? null : t('findings.turns', { degrees: Math.round(mostTurnedDeg) }),
    mostResized < 0.005 ? null : t('findings.resizes', { meters: meters(mostResized) }),
  ].filter((text) => text !== null)
}
