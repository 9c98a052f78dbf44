import type { Clip, Track } from '@trueline/annotation'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { batchFrames } from '../../store/batch.ts'
import { useWorkbench, useWorkbenchState } from '../../WorkbenchContext.tsx'
import { BatchColumn } from './BatchColumn.tsx'
import styles from './BatchPage.module.css'
import { batchViewStore } from './batchView.ts'
import { type Board, createBoard } from './board.ts'
import { type ColumnWindow, nextWindow, scrollShowing, showsAll } from './columnWindow.ts'
import { MergedColumn } from './MergedColumn.tsx'

/** Height of what stands over a column's drawing, as the style sheet has it. */
const HEAD_PX = 48

/** The columns of a track; only those that are seen, and a few beside them, exist. */
export function BatchColumns({ clip, track }: { readonly clip: Clip; readonly track: Track }) {
  const workbench = useWorkbench()
  const [board, setBoard] = useState<Board | null>(null)
  const first = useRef(track.id)
  const place = useCallback(() => {
    const made = createBoard(workbench, clip, first.current)
    setBoard(made)
    return () => made.dispose()
  }, [workbench, clip])
  useLayoutEffect(() => board?.turnTo(track.id), [board, track.id])
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

const NO_COLUMNS: ColumnWindow = { first: 0, length: 0 }

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
  const { store } = useWorkbench()
  const frames = useWorkbenchState(batchFrames)
  const scroller = useRef<HTMLDivElement>(null)
  const mark = useRef<HTMLDivElement>(null)
  const [{ first, length: most }, setShown] = useState<ColumnWindow>(NO_COLUMNS)
  // Frames may have gone since.
  const length = Math.max(0, Math.min(most, frames.length - first))
  const shown = useRef<ColumnWindow>(NO_COLUMNS)

  useEffect(
    () => (scroller.current === null ? undefined : followSize(scroller.current, board, columnPx)),
    [board, columnPx],
  )
  // Scrolling is no state: only which columns exist is, and that changes once a column.
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    let isOver = false
    // Asking the element what it is scrolled to has all that is new laid out: it is asked when it says so.
    const row = {
      scrollPx: element.scrollLeft,
      widthPx: element.clientWidth,
      columnPx,
      count: frames.length,
    }
    const advance = (): void => {
      if (isOver) return
      const next = nextWindow(shown.current, row)
      if (next === shown.current) return
      shown.current = next
      flushSync(() => setShown(next))
      // A frame between is left to painting it.
      board.queue.first(() => board.queue.first(advance))
    }
    const take = (): void => {
      if (showsAll(shown.current, row)) {
        board.queue.first(advance)
        return
      }
      shown.current = nextWindow(shown.current, row)
      setShown(shown.current)
    }
    const show = (): void => {
      const index = frames.indexOf(store.getState().frame)
      if (mark.current !== null) {
        mark.current.hidden = index === -1
        mark.current.style.transform = `translateX(${index * columnPx}px)`
      }
      if (index !== -1) {
        const to = scrollShowing(index, row)
        if (to !== row.scrollPx) element.scrollLeft = to
        row.scrollPx = to
      }
      take()
    }
    const onScroll = (): void => {
      row.scrollPx = element.scrollLeft
      flushSync(take)
    }
    const onSize = new ResizeObserver(() => {
      row.scrollPx = element.scrollLeft
      row.widthPx = element.clientWidth
      take()
    })
    onSize.observe(element)
    element.addEventListener('scroll', onScroll, { passive: true })
    const step = (): void => flushSync(show)
    const unfollow = store.subscribe((state, before) => {
      if (state.frame !== before.frame) board.queue.first(step)
    })
    show()
    return () => {
      isOver = true
      onSize.disconnect()
      element.removeEventListener('scroll', onScroll)
      unfollow()
    }
  }, [store, board, frames, columnPx])

  const [from, to] = [frames[first] ?? 0, frames[first + length - 1] ?? -1]
  const indices = Array.from({ length }, (_, at) => first + at)
  useEffect(() => {
    board.show(Array.from({ length: to - from + 1 }, (_, step) => from + step))
  }, [board, from, to])
  return (
    <section
      ref={scroller}
      className={styles.scroller}
      aria-label={t('batch.columns')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be got at by the keyboard.
      tabIndex={0}
    >
      <div className={styles.sizer} style={{ width: frames.length * columnPx }} role="presentation">
        {indices.map((index) => (
          <BatchColumn
            key={frames[index]!}
            board={board}
            trackId={track.id}
            frame={frames[index]!}
            left={index * columnPx}
            width={columnPx}
          />
        ))}
        <div ref={mark} className={styles.currentMark} style={{ width: columnPx }} />
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
