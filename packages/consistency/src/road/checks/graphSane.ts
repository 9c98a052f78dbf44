import {
  isShown,
  type Lane,
  type Link,
  type LinkKind,
  linkId,
  linksAt,
  recordOf,
} from '@trueline/annotation'
import { angleBetween, distance } from '@trueline/geometry'
import { headingAt } from '../headings.ts'
import { isLane, laneItem, nearItems } from '../road.ts'
import { limitsOf, type RoadCheck, type RoadContext, type RoadFound, told } from '../roadCheck.ts'
import type { RoadItem } from '../roadItem.ts'

/** F3: links join two things that are there, neighbours are so to one another, and no lane is on its own. */
export const graphSane: RoadCheck = {
  id: 'F3',
  mend: null,
  ofItem: (item, context) => [...boundariesGone(item, context), ...isolated(item, context)],
  ofLink: (link, context) => {
    const spot = spotOf(link, context)
    const found = (wrong: Wrong): readonly RoadFound[] => [
      { ...{ value: 1, threshold: 0, spot }, ...wrong },
    ]
    if (link.from === link.to) return found(SELF(link))
    const ends = [link.from, link.to]
    const there = ends.filter((id) => context.road.items.has(id))
    if (there.length < 2) return found({ ...LOST, fixed: [...there, link.id] })
    switch (link.linkKind) {
      case 'successor':
        return turnsBack(link, context) ? found(BACK(link)) : []
      case 'leftNeighbour':
      case 'rightNeighbour':
        return isOneSided(link, context) ? found(ONE_SIDED(link)) : []
      case 'controls':
      case 'belongsTo':
        return []
    }
  },
}

type Wrong = Pick<RoadFound, 'fixed' | 'message' | 'mend'>

const SELF = ({ id, from }: Link): Wrong => ({
  ...{ fixed: [from, id], mend: 'dropLink' },
  message: told('Is linked with itself', '与自身相连'),
})

const LOST: Omit<Wrong, 'fixed'> = {
  mend: 'dropLink',
  message: told('Is linked with what is not there', '所连对象不存在'),
}

const BACK = ({ from, to }: Link): Wrong => ({
  fixed: [from, to],
  message: told(
    'Goes on as a lane that goes on as it: one of the two links is wrong',
    '与后继车道互为后继：其中一条连接有误',
  ),
})

const ONE_SIDED = ({ id, from, to }: Link): Wrong => ({
  ...{ fixed: [from, to, id], mend: 'linkBack' },
  message: told(
    'Says that a lane lies beside it, which does not say so of it',
    '标有相邻车道，但对方未标回',
  ),
})

function turnsBack(link: Link, { road }: RoadContext): boolean {
  // Told once, of the link with the lesser id.
  const back = recordOf(road.annotations, linkId('successor', link.to, link.from))
  if (back?.kind !== 'link' || !isShown(back) || back.id < link.id) return false
  const [from, to] = [laneItem(road, link.from), laneItem(road, link.to)]
  return from?.record.direction !== 'both' && to?.record.direction !== 'both'
}

function isOneSided(link: Link, { road }: RoadContext): boolean {
  const back = linkBackOf(link, { road })
  if (back === null) return false
  return back.every(({ linkKind, from, to }) => {
    const other = recordOf(road.annotations, linkId(linkKind, from, to))
    return other?.kind !== 'link' || !isShown(other)
  })
}

/**
 * What a lane beside another may say back, first what it most likely is: the other side of a lane that runs the
 * same way, the same side of one that comes the other way. `null` where the two are no lanes.
 */
export function linkBackOf(
  { linkKind, from, to }: Link,
  { road }: Pick<RoadContext, 'road'>,
): readonly Pick<Link, 'linkKind' | 'from' | 'to'>[] | null {
  const [a, b] = [laneItem(road, from), laneItem(road, to)]
  if (a === null || b === null) return null
  const turn = angleBetween(headingAt(a.line, 'start'), headingAt(b.line, 'start'))
  const isOncoming = Math.abs(turn) > Math.PI / 2
  const other: LinkKind = linkKind === 'leftNeighbour' ? 'rightNeighbour' : 'leftNeighbour'
  const kinds = isOncoming ? [linkKind, other] : [other, linkKind]
  return kinds.map((kind) => ({ linkKind: kind, from: to, to: from }))
}

function spotOf({ from, to }: Link, { road }: RoadContext): RoadFound['spot'] {
  const item = road.items.get(from) ?? road.items.get(to)
  return item?.isSound === true ? item.line.at(-1)! : null
}

/** A lane that names a boundary which is not there, or no line. */
function boundariesGone(item: RoadItem, { road }: RoadContext): readonly RoadFound[] {
  if (!isLane(item)) return []
  const sides = [item.record.left, item.record.right].flatMap((side) => side?.elementId ?? [])
  const isLine = (id: (typeof sides)[number]): boolean => {
    const record = road.items.get(id)?.record
    return record?.kind === 'mapElement' && record.shape.kind === 'line'
  }
  if (sides.every(isLine)) return []
  return [
    {
      ...{ fixed: [item.record.id], value: 1, threshold: 0, mend: 'dropSide' as const },
      spot: item.isSound ? item.line[0]! : null,
      message: told('Names a boundary that is no line or not there', '所列边界线不存在或不是线'),
    },
  ]
}

/** A lane that leads nowhere and comes from nowhere, though others are there that it could. */
function isolated(item: RoadItem, context: RoadContext): readonly RoadFound[] {
  if (!item.isSound || !isLane(item) || !isDriven(item.record)) return []
  const links = linksAt(context.road.annotations, item.record.id).filter(isShown)
  if (links.some(({ linkKind }) => linkKind === 'successor')) return []
  const away = nearestEnd(item, context)
  // What meets and is not linked is found as that.
  if (away <= limitsOf(item.record, 'F2', context).gap) return []
  if (!(links.length === 0 && hasLaneBeside(item, context)) && away > END_NEAR) return []
  return [
    {
      ...{ fixed: [item.record.id], value: 1, threshold: 0, spot: item.line[0]! },
      message: told('Goes on as no lane, and no lane goes on as it', '既无前驱也无后继车道'),
    },
  ]
}

/** In meters: an end this near to where a lane begins or ends may be what it comes from or goes on as; a lane beside is further. */
const END_NEAR = 2.5

/** In meters: a lane this near belongs to the same road. */
const BESIDE = 5

function hasLaneBeside(item: RoadItem<Lane>, { road }: RoadContext): boolean {
  return nearItems(road, item, BESIDE).some((other) => isLane(other) && isDriven(other.record))
}

/** How far the nearest lane's start is from its end, or that lane's end from its start. */
function nearestEnd(item: RoadItem<Lane>, { road }: RoadContext): number {
  const [start, end] = [item.line[0]!, item.line.at(-1)!]
  return nearItems(road, item, END_NEAR).reduce((least, other) => {
    if (!isLane(other) || other.record.laneKind !== item.record.laneKind) return least
    return Math.min(least, distance(end, other.line[0]!), distance(other.line.at(-1)!, start))
  }, Number.POSITIVE_INFINITY)
}

/** Whether anybody expects to drive on from it. */
function isDriven({ laneKind }: Lane): boolean {
  return laneKind === 'driving' || laneKind === 'bus' || laneKind === 'tram'
}
