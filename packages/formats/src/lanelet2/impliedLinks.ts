import type { LaneId, Link } from '@trueline/annotation'
import { distinctLinks, importedLink } from '../maps/fixedRecords.ts'

/** A boundary of a lanelet: its way, and its nodes in the direction of the lane. */
export type Side = {
  readonly way: string
  readonly isReversed: boolean
  readonly start: string
  readonly end: string
}

/** A lanelet by its boundaries. */
export type Bounded = { readonly id: LaneId; readonly left: Side; readonly right: Side }

/**
 * The links that lanelets imply: one goes on as another whose boundaries begin at the nodes where its
 * own end; lies beside another that has the same way.
 *
 * Source: Lanelet2, `geometry::follows`, `leftOf`, `rightOf`.
 */
export function impliedLinks(lanes: readonly Bounded[]): readonly Link[] {
  const starting = grouped(lanes, ({ left, right }) => [`${left.start} ${right.start}`])
  const along = grouped(lanes, ({ left, right }) => [left.way, right.way])
  const links: Link[] = []
  for (const { id, left, right } of lanes) {
    for (const next of starting.get(`${left.end} ${right.end}`) ?? []) {
      if (next.id !== id) links.push(importedLink('successor', { from: id, to: next.id }))
    }
    for (const other of along.get(left.way) ?? []) {
      if (other.id !== id && isBeside(left, other, 'left')) {
        links.push(importedLink('leftNeighbour', { from: id, to: other.id }))
      }
    }
    for (const other of along.get(right.way) ?? []) {
      if (other.id !== id && isBeside(right, other, 'right')) {
        links.push(importedLink('rightNeighbour', { from: id, to: other.id }))
      }
    }
  }
  return distinctLinks(links)
}

/** Whether the other lies on the far side: its other boundary where it runs the same way, else the same. */
function isBeside(side: Side, other: Bounded, which: 'left' | 'right'): boolean {
  const [facing, same] = which === 'left' ? [other.right, other.left] : [other.left, other.right]
  if (facing.way === side.way) return facing.isReversed === side.isReversed
  return same.way === side.way && same.isReversed !== side.isReversed
}

function grouped(
  lanes: readonly Bounded[],
  keysOf: (lane: Bounded) => readonly string[],
): ReadonlyMap<string, readonly Bounded[]> {
  const groups = new Map<string, Bounded[]>()
  for (const lane of lanes) {
    for (const key of keysOf(lane)) {
      const group = groups.get(key)
      if (group) group.push(lane)
      else groups.set(key, [lane])
    }
  }
  return groups
}
