import type { TrackId } from '@trueline/annotation'
import { memo, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { watchSidePointer } from '../sideViews/sidePointer.ts'
import styles from './BatchPage.module.css'
import { zoomColumns } from './batchView.ts'
import type { Board } from './board.ts'
import { ColumnHead } from './ColumnHead.tsx'
import { columnHand } from './columnHand.ts'
import { boxKind } from './columnMark.ts'
import { createColumnView } from './columnView.ts'

/** One frame of the object: what became of its box, its three views and its picture. */
export const BatchColumn = memo(function BatchColumn({
  board,
  trackId,
  frame,
  left,
  width,
}: {
  readonly board: Board
  readonly trackId: TrackId
  readonly frame: number
  readonly left: number
  readonly width: number
}) {
  const { t } = useTranslation()
  const workbench = useWorkbench()
  const canvas = useRef<HTMLCanvasElement>(null)
  const view = useWorkbenchState(
    useShallow((state) => ({
      isCurrent: state.frame === frame,
      isChosen: state.frameRange.includes(frame),
      kind: boxKind(state, { trackId, frame }),
    })),
  )

  useLayoutEffect(() => {
    if (canvas.current === null) return
    const { store } = workbench
    const place = { trackId, frame }
    const made = createColumnView({ store, place, board, canvas: canvas.current })
    const ends = [
      board.add(frame, made),
      watchSidePointer({
        store,
        hand: columnHand(workbench, place),
        surface: canvas.current,
        rects: () => board.layout().rects,
        hold: made.hold,
        zoom: zoomColumns,
      }),
      made.dispose,
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [workbench, board, trackId, frame])

  return (
    <article
      id={`column-${frame}`}
      className={styles.column}
      style={{ left, width }}
      aria-current={view.isCurrent}
      aria-label={`${t('timeline.frameAt', { frame })} · ${t(`timeline.kind_${view.kind}`)}`}
      data-testid="batchColumn"
      data-frame={frame}
      data-current={view.isCurrent}
      data-chosen={view.isChosen}
      data-kind={view.kind}
    >
      <ColumnHead trackId={trackId} frame={frame} kind={view.kind} isChosen={view.isChosen} />
      <canvas ref={canvas} className={styles.canvas} />
      {view.kind === 'none' && <p className={styles.noBox}>{t('batch.noBox')}</p>}
    </article>
  )
})
