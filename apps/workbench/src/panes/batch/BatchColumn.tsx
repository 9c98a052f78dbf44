import { cuboidOf, type TrackId } from '@trueline/annotation'
import { type MouseEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { RANGE_COMMANDS } from '../../actions/rangeActions.ts'
import { tryEdit } from '../../actions/tryEdit.ts'
import { chosenByClick } from '../../store/batch.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { watchSidePointer } from '../sideViews/sidePointer.ts'
import { kindOf } from '../timeline/trackRuns.ts'
import { DoubtGauge } from '../tracks/DoubtGauge.tsx'
import styles from './BatchPage.module.css'
import { zoomColumns } from './batchView.ts'
import type { Board } from './board.ts'
import { columnHand } from './columnHand.ts'
import { columnMark } from './columnMark.ts'
import { createColumnView } from './columnView.ts'

/** One frame of the object: what became of its box, its three views and its picture. */
export function BatchColumn({
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
  const { store } = workbench
  const canvas = useRef<HTMLCanvasElement>(null)
  const view = useWorkbenchState(
    useShallow((state) => {
      const cuboid = cuboidOf(state.annotations, trackId, frame)
      return {
        isCurrent: state.frame === frame,
        isChosen: state.frameRange.includes(frame),
        kind: cuboid === undefined ? ('none' as const) : kindOf(cuboid),
        score: cuboid?.score ?? null,
        ...columnMark(state, { trackId, frame }),
      }
    }),
  )

  useEffect(() => {
    if (canvas.current === null) return
    const place = { trackId, frame }
    const { source, layout, theme } = board
    const made = createColumnView({ store, source, place, layout, theme, canvas: canvas.current })
    const ends = [
      board.add(frame, made),
      watchSidePointer({
        store,
        hand: columnHand(workbench, place),
        surface: canvas.current,
        rects: () => layout().rects,
        hold: made.hold,
        zoom: zoomColumns,
      }),
      made.dispose,
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [workbench, store, board, trackId, frame])

  const choose = (event: MouseEvent): void => {
    const { shiftKey: isShift, ctrlKey, metaKey } = event
    const state = store.getState()
    const frameRange = chosenByClick(state, frame, { isShift, isCtrl: ctrlKey || metaKey })
    store.setState({ frameRange, ...(isShift ? {} : { frame }) })
  }
  const run = (command: 'accept' | 'reject' | 'toggleFinal') => (): void => {
    tryEdit(workbench, `${command}Range`, (state) =>
      RANGE_COMMANDS[command]({ ...state, frameRange: [frame] }, trackId),
    )
  }
  const kindText = t(`timeline.kind_${view.kind}`)
  return (
    <article
      id={`column-${frame}`}
      className={styles.column}
      style={{ transform: `translateX(${left}px)`, width }}
      aria-current={view.isCurrent}
      aria-label={`${t('timeline.frameAt', { frame })} · ${kindText}`}
      data-testid="batchColumn"
      data-frame={frame}
      data-current={view.isCurrent}
      data-chosen={view.isChosen}
      data-kind={view.kind}
    >
      <div className={styles.head}>
        <button
          type="button"
          className={styles.headLine}
          aria-pressed={view.isChosen}
          onClick={choose}
        >
          <span className={styles.frameNumber}>{frame}</span>
          <span className={styles.kind}>{kindText}</span>
          {view.doubt !== null && view.kind !== 'final' && <DoubtGauge doubt={view.doubt} />}
          {view.level !== null && (
            <span className={styles.mark} data-level={view.level} title={view.why}>
              <Icon name="warning" size={12} />
            </span>
          )}
        </button>
        <div className={styles.headLine}>
          <span className={styles.score} title={t('tracks.score')}>
            {view.score?.toFixed(2)}
          </span>
          <IconButton icon="check" label={t('batch.acceptColumn')} onClick={run('accept')} />
          <IconButton icon="cross" label={t('batch.rejectColumn')} onClick={run('reject')} />
          <IconButton
            icon="lock"
            label={t('batch.finalizeColumn')}
            isPressed={view.kind === 'final'}
            onClick={run('toggleFinal')}
          />
        </div>
      </div>
      <canvas ref={canvas} className={styles.canvas} />
      {view.kind === 'none' && <p className={styles.noBox}>{t('batch.noBox')}</p>}
    </article>
  )
}
