import { createStore } from 'zustand/vanilla'
import type { SideViewId } from '../../tools/sideView.ts'
import type { Zooms } from '../sideViews/sideLayout.ts'

/** How all columns of the batch page are looked at; kept from object to object while the window lives. */
export const batchViewStore = createStore<{
  readonly zooms: Zooms
  readonly columnPx: number
  /** Whether the object's points of all frames stand beside the columns. */
  readonly isMerged: boolean
}>(() => ({ zooms: { top: 1, side: 1, rear: 1 }, columnPx: 164, isMerged: true }))

/** How wide a column may be. */
export const COLUMN_WIDTHS_PX: readonly number[] = [124, 164, 232]

const SMALLEST_ZOOM = 0.5
const LARGEST_ZOOM = 8

/** Zooms one of the three views, in all columns alike. */
export function zoomColumns(view: SideViewId, factor: number): void {
  const { zooms } = batchViewStore.getState()
  const zoom = Math.min(LARGEST_ZOOM, Math.max(SMALLEST_ZOOM, zooms[view] * factor))
  batchViewStore.setState({ zooms: { ...zooms, [view]: zoom } })
}
