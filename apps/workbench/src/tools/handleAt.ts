import type { Face } from '@trueline/pointcloud'
import { SIDE_VIEW_FACES, type SideViewId } from './sideView.ts'

/** What the pointer would take hold of in a side view. */
export type Handle =
  | { readonly kind: 'faces'; readonly faces: readonly Face[] }
  | { readonly kind: 'inside' }
  | { readonly kind: 'heading' }

/** How far from an edge the pointer may be to hold it. */
const EDGE_TOLERANCE_PX = 7
/** How far the heading handle stands before the front edge, and how far from its middle it is held. */
export const HEADING_OFFSET_PX = 24
const HEADING_TOLERANCE_PX = 11

/**
 * The handle at a place of a side view, `null` outside the box.
 *
 * @param at Pixels right of and above the box's center.
 * @param halfPx Half the box's size in the view, in pixels.
 */
export function handleAt(
  view: SideViewId,
  at: readonly [right: number, up: number],
  halfPx: readonly [right: number, up: number],
): Handle | null {
  if (view === 'top') {
    const fromHeading = Math.hypot(at[0], at[1] - halfPx[1] - HEADING_OFFSET_PX)
    if (fromHeading <= HEADING_TOLERANCE_PX) return { kind: 'heading' }
  }
  const names = SIDE_VIEW_FACES[view]
  const across = holdOn(at[0], halfPx[0])
  const along = holdOn(at[1], halfPx[1])
  if (across === 'outside' || along === 'outside') return null
  const faces: Face[] = []
  if (across !== 'between') faces.push(across === 'high' ? names.right : names.left)
  if (along !== 'between') faces.push(along === 'high' ? names.up : names.down)
  return faces.length > 0 ? { kind: 'faces', faces } : { kind: 'inside' }
}

/** Which end of a side a place lies at. */
function holdOn(at: number, half: number): 'high' | 'low' | 'between' | 'outside' {
  // A small box keeps an inside to be moved by.
  const inwards = Math.min(EDGE_TOLERANCE_PX, half / 2.5)
  const distance = Math.abs(at) - half
  if (distance > EDGE_TOLERANCE_PX) return 'outside'
  if (distance < -inwards) return 'between'
  return at > 0 ? 'high' : 'low'
}
