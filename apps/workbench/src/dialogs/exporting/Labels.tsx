import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkbenchState } from '../../WorkbenchContext.tsx'
import { labelCounts } from './labelCounts.ts'

/** How many boxes go out, how many nobody has looked at, and how many are left out. */
export function Labels() {
  const { t } = useTranslation()
  const annotations = useWorkbenchState((state) => state.annotations)
  const { boxes, tracks, rejected, proposed } = useMemo(
    () => labelCounts(annotations),
    [annotations],
  )
  return (
    <p data-testid="exportCounts">
      {t('exporting.counts', {
        boxes: t('exporting.boxes', { count: boxes }),
        tracks: t('exporting.tracksOf', { count: tracks }),
      })}{' '}
      {proposed > 0 && t('exporting.proposed', { count: proposed })}{' '}
      {rejected === 0 ? t('exporting.rejectedNone') : t('exporting.rejected', { count: rejected })}
    </p>
  )
}
