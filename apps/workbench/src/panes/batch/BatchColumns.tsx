import { useVirtualizer } from '@tanstack/react-virtual'
import type { Clip, Track } from '@trueline/annotation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { batchFrames } from '../../store/batch.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { BatchColumn } from './BatchColumn.tsx'
import styles from './BatchPage.module.css'
import { batchViewStore } from './batchView.ts'
import { type Board, createBoard } from './board.ts'
import { MergedColumn } from './MergedColumn.tsx'

/** Height of what stands over a column's drawing, as the style sheet has it. */
const HEAD_PX = 48

/** The columns of a track; only those that are seen, and a few beside them, exist. */
export function BatchColumns({ clip, track }: { readonly clip: Clip; readonly track: Track }) {
  const workbench = useWorkbench()
  const [board, setBoard] = useState<Board | null>(null)
  const trackId = track.id
  const place = useCallback(() => {
    const made = createBoard(workbench, { clip, trackId })
    setBoard(made)
    return () => made.dispose()
  }, [workbench, clip, trackId])
  const { isMerged, columnPx } = useStore(
    batchViewStore,
    useShallow((view) => ({ isMerged: view.isMerged, columnPx: view.columnPx })),
  )
  return (
    <div ref={place} className={styles.columns}>
      {board !== null && isMerged && <MergedColumn clip={clip} track={track} board={board} />}
      {board !== null && (
        <Scroller key={columnPx} board={board} track={track} columnPx={columnPx} />
      )}
    </div>
  )
}

/** At one width: another one is another scroller. */
function Scroller({
  board,
  track,
  columnPx,
}: {
  readonly board: Board
  readonly track: Track
  readonly columnPx: number
}) {
  const { t } = useTranslation()
  const frames = useWorkbenchState(batchFrames)
  const frame = useWorkbenchState((state) => state.frame)
  const scroller = useRef<HTMLDivElement>(null)
  const columns = useVirtualizer({
    horizontal: true,
    count: frames.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => columnPx,
    overscan: 2,
  })
  useEffect(
    () => (scroller.current === null ? undefined : followSize(scroller.current, board, columnPx)),
    [board, columnPx],
  )
  const index = frames.indexOf(frame)
  useEffect(() => {
    if (index !== -1) columns.scrollToIndex(index, { align: 'auto' })
  }, [index, columns])
  const items = columns.getVirtualItems()
  const first = frames[items[0]?.index ?? 0] ?? 0
  const last = frames[items.at(-1)?.index ?? 0] ?? first
  useEffect(() => {
    board.show(Array.from({ length: last - first + 1 }, (_, step) => first + step))
  }, [board, first, last])
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      aria-label={t('batch.columns')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be got at by the keyboard.
      tabIndex={0}
    >
      <div className={styles.sizer} style={{ width: columns.getTotalSize() }} role="presentation">
        {items.map((item) => (
          <BatchColumn
            key={frames[item.index]}
            board={board}
            trackId={track.id}
            frame={frames[item.index]!}
            left={item.start}
            width={columnPx}
          />
        ))}
      </div>
    </section>
  )
}

/** Tells the board how large a column's drawing is, and the page how it is laid out; until it is ended. */
function followSize(element: HTMLElement, board: Board, columnPx: number): () => void {
  const tell = (): void => {
    board.resize({ width: columnPx - 1, height: Math.max(0, element.clientHeight - HEAD_PX) })
    element.dataset.layout = JSON.stringify(board.layout())
  }
  const ready = (): void => {
    element.dataset.ready = String(board.readyCount())
  }
  const observer = new ResizeObserver(tell)
  observer.observe(element)
  tell()
  const ends = [batchViewStore.subscribe(tell), board.onReady(ready)]
  return () => {
    observer.disconnect()
    for (const end of ends) end()
  }
}
