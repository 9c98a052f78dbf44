import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef } from 'react'

/**
 * The rows of a long list that are seen and some beside them; the current one is brought into view when
 * it becomes so.
 *
 * @returns The element that scrolls, to be given to it, and the rows.
 */
export function useRows({
  count,
  rowPx,
  current = -1,
}: {
  readonly count: number
  readonly rowPx: number
  /** Index of the current one; -1 for none. */
  readonly current?: number
}): {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly rows: Virtualizer<HTMLDivElement, Element>
} {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 10,
  })
  useEffect(() => {
    if (current !== -1) rows.scrollToIndex(current)
  }, [current, rows])
  return { scroller, rows }
}
