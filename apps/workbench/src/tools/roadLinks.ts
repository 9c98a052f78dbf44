import {
  type Annotations,
  type Lane,
  type LaneId,
  type LinkEnds,
  type MapElement,
  type MapElementId,
  recordOf,
} from '@trueline/annotation'
import { distance, hermiteCurve, type Polyline, subtract, type Vec3 } from '@trueline/geometry'

type Id = LaneId | MapElementId

/** What a link from one thing to another says; `null` where the two have nothing to do with one another. */
export function linkBetween(annotations: Annotations, from: Id, to: Id): LinkEnds | null {
  const [a, b] = [fixedOf(annotations, from), fixedOf(annotations, to)]
  if (a === null || b === null || a.id === b.id) return null
  if (a.kind === 'lane' && b.kind === 'lane') return { linkKind: 'successor', from, to }
  // Whichever was chosen first: lights, signs and stop lines rule over lanes.
  if (a.kind === 'lane') return linkBetween(annotations, to, from)
  if (b.kind === 'lane') return isRule(a) ? { linkKind: 'controls', from, to } : null
  if (a.elementKind === 'stopLine' && b.elementKind === 'trafficLight') {
    return { linkKind: 'belongsTo', from, to }
  }
  if (a.elementKind === 'trafficLight' && b.elementKind === 'stopLine') {
    return { linkKind: 'belongsTo', from: to, to: from }
  }
  if (isHung(a) && b.elementKind === 'pole') return { linkKind: 'belongsTo', from, to }
  if (a.elementKind === 'pole' && isHung(b)) return { linkKind: 'belongsTo', from: to, to: from }
  return null
}

function isRule({ elementKind }: MapElement): boolean {
  return ['trafficLight', 'trafficSign', 'stopLine'].includes(elementKind)
}

function isHung({ elementKind }: MapElement): boolean {
  return elementKind === 'trafficLight' || elementKind === 'trafficSign'
}

/** Where a link begins or ends: a lane's end or start, the middle of what else there is. */
export function linkEnd(annotations: Annotations, id: Id, end: 'from' | 'to'): Vec3 | null {
  const record = fixedOf(annotations, id)
  if (record === null) return null
  if (record.kind === 'lane') return record.centerLine.at(end === 'from' ? -1 : 0) ?? null
  const { shape } = record
  return shape.kind === 'box'
    ? shape.cuboid.center
    : (shape.points[shape.points.length >> 1] ?? null)
}

/** The way that a junction lane would take from one lane to another; `null` where there is none. */
export function junctionWay(annotations: Annotations, from: Id, to: Id): Polyline | null {
  const [a, b] = [fixedOf(annotations, from), fixedOf(annotations, to)]
  if (a?.kind !== 'lane' || b?.kind !== 'lane') return null
  const [end, start] = [a.centerLine.at(-1)!, b.centerLine[0]!]
  if (distance(end, start) === 0) return null
  return hermiteCurve(
    { point: end, direction: subtract(end, a.centerLine.at(-2)!) },
    { point: start, direction: subtract(b.centerLine[1]!, start) },
    1,
  )
}

function fixedOf(annotations: Annotations, id: Id): Lane | MapElement | null {
  const record = recordOf(annotations, id)
  return record?.kind === 'lane' || record?.kind === 'mapElement' ? record : null
}
