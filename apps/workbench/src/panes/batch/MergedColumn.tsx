import { type Clip, cuboidsOf, isShown, resizeUnset, type Track } from '@trueline/annotation'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tryEdit } from '../../actions/tryEdit.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { watchSidePointer } from '../sideViews/sidePointer.ts'
import styles from './BatchPage.module.css'
import { batchViewStore, zoomColumns } from './batchView.ts'
import type { Board } from './board.ts'
import { createMergedView, type MergedState } from './mergedView.ts'

/**
 * The object's points of all frames in its own space, and one box around them: where its size is set
 * once for every box nobody stands for.
 */
export function MergedColumn({
  clip,
  track,
  board,
}: {
  readonly clip: Clip
  readonly track: Track
  readonly board: Board
}) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [merged, setMerged] = useState<MergedState>({ state: 'merging', share: 0 })
  const count = useWorkbenchState(
    ({ annotations }) => cuboidsOf(annotations, track.id).filter(isShown).length,
  )
  useEffect(() => {
    if (canvas.current === null) return
    const { store } = workbench
    const view = createMergedView({
      store,
      clip,
      trackId: track.id,
      canvas: canvas.current,
      theme: board.theme,
      isReading: board.source.isReading,
      untilStill: board.untilStill,
      tell: setMerged,
      // Only sizes are set here: a place is a matter of each frame.
      place: (extent) =>
        tryEdit({ store }, 'resizeUnset', ({ annotations }) =>
          resizeUnset(annotations, { trackId: track.id, extent, anchor: 'nearest' }),
        ),
    })
    const unwatch = watchSidePointer({
      store,
      hand: view.hand,
      surface: canvas.current,
      rects: view.rects,
      hold: view.hold,
      zoom: zoomColumns,
    })
    const unsubscribe = batchViewStore.subscribe(view.ask)
    return () => {
      unwatch()
      unsubscribe()
      view.dispose()
    }
  }, [workbench, clip, board, track.id])
  return (
    <section
      className={styles.merged}
      aria-label={t('batch.mergedName')}
      data-testid="batchMerged"
      data-state={merged.state}
    >
      <div className={styles.head}>
        <strong>{t('batch.mergedName')}</strong>
        <span className={styles.reading}>
          {merged.state === 'merging' &&
            t('batch.mergingShare', { percent: Math.round(merged.share * 100) })}
          {merged.state === 'merged' &&
            t('batch.mergedPoints', { points: merged.pointCount, count })}
          {merged.state === 'failed' && t('batch.mergeFailed')}
        </span>
      </div>
      <canvas ref={canvas} className={styles.canvas} />
    </section>
  )
}
