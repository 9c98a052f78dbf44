import {
  type Annotations,
  isShown,
  type Lane,
  type Link,
  type LinkEnds,
  lanesOf,
  linkFixed,
  type MapElement,
  mapElementsOf,
  type Patch,
  patchOf,
  recordOf,
  reverseLane as reverse,
  snapEnds as snap,
  swapSides as swap,
  unlinkFixed,
} from '@trueline/annotation'
import { crossingsOf, distance, nearestOnPolyline } from '@trueline/geometry'
import type { Finding } from '../../finding.ts'
import { inTurn, type Mend } from '../../mends/mend.ts'
import { linkBackOf } from '../checks/graphSane.ts'
import { headingAt } from '../headings.ts'
import { roadOf } from '../road.ts'
import { roadItemOf } from '../roadItem.ts'
import { unlessFrozen } from './guarded.ts'
import { fixedOf } from './lines.ts'

/** Lets a lane end where the one it goes on as begins. */
export const snapEnds: Mend = (finding, { annotations }) => {
  const [from, to] = lanesIn(finding, annotations)
  if (from === undefined || to === undefined) return []
  return unlessFrozen(() => snap(annotations, { from: from.id, to: to.id }))
}

/** Says that a lane goes on as the one that it meets. */
export const linkEnds: Mend = (finding, { annotations }) => {
  const [from, to] = lanesIn(finding, annotations)
  if (from === undefined || to === undefined) return []
  return linkFixed(annotations, { linkKind: 'successor', from: from.id, to: to.id })
}

/** Says of the lane beside what that lane says of this one. */
export const linkBack: Mend = (finding, { annotations }) => {
  const link = linkIn(finding, annotations)
  const [back] = (link && linkBackOf(link, { road: roadOf(annotations, null) })) ?? []
  return back === undefined ? [] : linkFixed(annotations, back)
}

/** Takes a link away that says nothing. */
export const dropLink: Mend = (finding, { annotations }) => {
  const link = linkIn(finding, annotations)
  return link === null ? [] : unlessFrozen(() => unlinkFixed(annotations, link))
}

/** Takes boundaries that are not there from a lane. */
export const dropSide: Mend = (finding, { annotations }) => {
  const [lane] = lanesIn(finding, annotations)
  if (lane === undefined || lane.state === 'final') return []
  const there = <Side extends Lane['left']>(side: Side): Side | null => {
    const element = side === null ? undefined : recordOf(annotations, side.elementId)
    const isLine = element?.kind === 'mapElement' && element.shape.kind === 'line'
    return isLine && isShown(element) ? side : null
  }
  return patchOf(annotations, [{ ...lane, left: there(lane.left), right: there(lane.right) }])
}

/** Turns a lane's direction about. */
export const reverseLane: Mend = (finding, { annotations }) => {
  const [lane] = lanesIn(finding, annotations)
  if (lane === undefined) return []
  return unlessFrozen(() => reverse(annotations, { laneId: lane.id }))
}

/** Calls left what lies to the left. */
export const swapSides: Mend = (finding, { annotations }) => {
  const [lane] = lanesIn(finding, annotations)
  if (lane === undefined) return []
  return unlessFrozen(() => swap(annotations, { laneId: lane.id }))
}

/** Links a stop line with the lanes that run over it, and a light with the stop line before it and its lanes. */
export const linkRule: Mend = (finding, { annotations }) => {
  const [element] = fixedOf(finding, annotations)
  if (element?.kind !== 'mapElement') return []
  const links =
    element.elementKind === 'stopLine'
      ? controlsOf(element, annotations)
      : rulesOf(element, annotations)
  return linked(annotations, links)
}

function controlsOf(stopLine: MapElement, annotations: Annotations): readonly LinkEnds[] {
  return lanesOver(stopLine, annotations).map(({ id }) => ({
    ...{ linkKind: 'controls', from: stopLine.id, to: id },
  }))
}

/** In meters: a stop line further from a light is another's. */
const FURTHEST_LIGHT = 60

function rulesOf(light: MapElement, annotations: Annotations): readonly LinkEnds[] {
  const [place] = roadItemOf(light).line
  if (place === undefined) return []
  const candidates = mapElementsOf(annotations).flatMap((stopLine) => {
    if (stopLine.elementKind !== 'stopLine' || !isShown(stopLine)) return []
    const { line, isSound } = roadItemOf(stopLine)
    if (!isSound) return []
    const { point, distance: away } = nearestOnPolyline(line, place)
    const lanes = lanesOver(stopLine, annotations).filter((lane) => {
      const heading = headingAt(lane.centerLine, 'end')
      // Who stops there sees the light ahead.
      const ahead = Math.atan2(place[1] - point[1], place[0] - point[0])
      return Math.cos(heading - ahead) > 0.5
    })
    return away > FURTHEST_LIGHT || lanes.length === 0 ? [] : [{ stopLine, lanes, away }]
  })
  const [nearest] = candidates.toSorted((a, b) => a.away - b.away)
  if (nearest === undefined) return []
  return [
    { linkKind: 'belongsTo', from: nearest.stopLine.id, to: light.id },
    ...nearest.lanes.map(({ id }): LinkEnds => ({ linkKind: 'controls', from: light.id, to: id })),
  ]
}

/** In meters: a lane that ends so near before a stop line is stopped by it. */
const BEFORE = 3

function lanesOver(stopLine: MapElement, annotations: Annotations): readonly Lane[] {
  const { line, isSound } = roadItemOf(stopLine)
  if (!isSound) return []
  return lanesOf(annotations).filter((lane) => {
    const { line: middle, isSound: isLaneSound } = roadItemOf(lane)
    if (!isLaneSound || !isShown(lane) || lane.isInJunction) return false
    const end = middle.at(-1)!
    const isAtEnd = distance(nearestOnPolyline(line, end).point, end) < BEFORE
    return isAtEnd || crossingsOf(middle, line, 1).length > 0
  })
}

function linked(annotations: Annotations, links: readonly LinkEnds[]): Patch {
  return inTurn(annotations, links, (now, ends) => linkFixed(now, ends))
}

function lanesIn(finding: Finding, annotations: Annotations): readonly Lane[] {
  return fixedOf(finding, annotations).flatMap((record) => (record.kind === 'lane' ? [record] : []))
}

function linkIn({ fixed = [] }: Finding, annotations: Annotations): Link | null {
  for (const id of fixed) {
    const record = recordOf(annotations, id)
    if (record?.kind === 'link') return record
  }
  return null
}
