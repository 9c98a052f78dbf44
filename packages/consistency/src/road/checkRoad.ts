import {
  type Annotations,
  isShown,
  type Lane,
  type Link,
  lanesOf,
  linksAt,
  linksOf,
  type MapElement,
  mapElementsOf,
  type RecordId,
  recordOf,
} from '@trueline/annotation'
import type { Finding, FixedId } from '../finding.ts'
import { notMade } from '../notMade.ts'
import type { CheckSettings } from '../settings.ts'
import type { ClipMoments } from '../views/clipMoments.ts'
import type { TrackView } from '../views/trackView.ts'
import { nearItems, type Road, roadOf } from './road.ts'
import type { RoadCheck, RoadContext, RoadFound } from './roadCheck.ts'
import { ROAD_CHECKS } from './roadChecks.ts'
import { areNear, type RoadItemId } from './roadItem.ts'
import { egoTraffic, type Traffic, trafficOf } from './traffic.ts'

/** What of a clip the road is checked by. */
export type RoadRequest = {
  readonly annotations: Annotations
  readonly settings: CheckSettings
  readonly moments: ClipMoments
  /** Of all tracks; what is the same object as before drove as before. */
  readonly views: readonly TrackView[]
}

/** A road that was checked: what `recheckRoad` goes on from. */
export type CheckedRoad = {
  /** By lane, then by map element, then by link. */
  readonly findings: readonly Finding[]
  readonly road: Road
  readonly traffic: readonly Traffic[]
  readonly byRecord: ReadonlyMap<RecordId, readonly Finding[]>
}

/** All findings of what does not move. */
export function checkRoad(request: RoadRequest): CheckedRoad {
  const traffic = trafficOfAll(request)
  const road = roadOf(request.annotations, null)
  return checkedRoad({ road, traffic, settings: request.settings }, null)
}

/**
 * The findings after a change, the same as of `checkRoad`: only what changed is looked at, what that is linked
 * with or bounded by, and what lies near to any of them.
 */
export function recheckRoad(before: CheckedRoad, request: RoadRequest): CheckedRoad {
  const { annotations, settings } = request
  const traffic = trafficOfAll(request)
  const was = before.road.annotations
  const isSame =
    lanesOf(was) === lanesOf(annotations) &&
    mapElementsOf(was) === mapElementsOf(annotations) &&
    linksOf(was) === linksOf(annotations)
  const driven = trafficChanged(before.traffic, traffic)
  if (isSame && driven.length === 0) return before
  const road = isSame ? before.road : roadOf(annotations, before.road)
  const anew = touchedBy(before.road, road, driven)
  return checkedRoad({ road, traffic, settings }, { before, anew })
}

type Known = { readonly before: CheckedRoad; readonly anew: ReadonlySet<RecordId> }

function checkedRoad(context: RoadContext, known: Known | null): CheckedRoad {
  const { road, traffic } = context
  const byRecord = new Map<RecordId, readonly Finding[]>()
  const put = (id: RecordId, find: () => readonly Finding[]): void => {
    const isKnown = known !== null && !known.anew.has(id)
    const findings = isKnown ? (known.before.byRecord.get(id) ?? []) : find()
    if (findings.length > 0) byRecord.set(id, findings)
  }
  for (const [id, item] of road.items) {
    put(id, () => madeOf(context, (check) => check.ofItem(item, context), [id]))
  }
  for (const link of linksOf(road.annotations)) {
    if (!isShown(link)) continue
    put(link.id, () =>
      madeOf(context, (check) => check.ofLink(link, context), [link.from, link.id]),
    )
  }
  return { findings: [...byRecord.values()].flat(), road, traffic, byRecord }
}

/** What all checks that are on say; that one could not be made is a finding too. */
function madeOf(
  { settings }: RoadContext,
  find: (check: RoadCheck) => readonly RoadFound[],
  fixed: readonly FixedId[],
): readonly Finding[] {
  return ROAD_CHECKS.flatMap((check) => {
    const { id, mend } = check
    if (!settings[id].isOn) return []
    const { level } = settings[id]
    try {
      return find(check).map(({ spot, ...found }): Finding => {
        const about = { check: id, level, tracks: [], frames: [], mend, ...found }
        return spot === null ? about : { ...about, spot }
      })
    } catch (error) {
      return [{ ...notMade(id, settings, error), tracks: [], frames: [], fixed }]
    }
  })
}

function trafficOfAll({ views, moments }: RoadRequest): readonly Traffic[] {
  const driven = views.map(trafficOf)
  return [egoTrafficOf(moments), ...driven].filter((one) => one !== null)
}

const egos = new WeakMap<ClipMoments, Traffic | null>()

function egoTrafficOf(moments: ClipMoments): Traffic | null {
  let ego = egos.get(moments)
  if (ego === undefined) {
    ego = egoTraffic(moments)
    egos.set(moments, ego)
  }
  return ego
}

function trafficChanged(before: readonly Traffic[], after: readonly Traffic[]): readonly Traffic[] {
  const [was, is] = [new Set(before), new Set(after)]
  return [...before.filter((one) => !is.has(one)), ...after.filter((one) => !was.has(one))]
}

/** The ids of all that may be found otherwise than before. */
function touchedBy(before: Road, after: Road, driven: readonly Traffic[]): ReadonlySet<RecordId> {
  const changed = new Set<RecordId>()
  for (const record of changedFixed(before.annotations, after.annotations)) {
    for (const id of neighbourhoodOf(record, [before, after])) changed.add(id)
  }
  const anew = new Set(changed)
  for (const road of [before, after]) {
    for (const id of changed) {
      const item = road.items.get(id as RoadItemId)
      if (item === undefined) continue
      for (const near of nearItems(road, item, REACH)) anew.add(near.record.id)
    }
  }
  for (const item of after.items.values()) {
    if (driven.some(({ bounds }) => areNear(bounds, item.bounds, REACH))) anew.add(item.record.id)
  }
  return anew
}

/** In meters: no check looks further. */
const REACH = 6

function* changedFixed(
  before: Annotations,
  after: Annotations,
): Generator<Lane | MapElement | Link> {
  if (before === after) return
  for (const of of [lanesOf, mapElementsOf, linksOf]) {
    if (of(before) === of(after)) continue
    for (const record of of(before)) if (recordOf(after, record.id) !== record) yield record
    for (const record of of(after)) if (recordOf(before, record.id) !== record) yield record
  }
}

/** The boundaries of a lane. */
function* sidesOf(id: RoadItemId, roads: readonly Road[]): Generator<RecordId> {
  for (const { items } of roads) {
    const record = items.get(id)?.record
    if (record?.kind !== 'lane') continue
    for (const side of [record.left, record.right]) if (side !== null) yield side.elementId
  }
}

/** A record, its links and what they join, its boundaries and the lanes that it bounds. */
function* neighbourhoodOf(
  record: Lane | MapElement | Link,
  roads: readonly Road[],
): Generator<RecordId> {
  yield record.id
  if (record.kind === 'link') {
    yield record.from
    yield record.to
    for (const id of [record.from, record.to]) yield* sidesOf(id, roads)
    // How it is told back hangs on it too.
    for (const { annotations } of roads) {
      for (const link of linksAt(annotations, record.from)) yield link.id
    }
    return
  }
  if (record.kind === 'lane') {
    for (const side of [record.left, record.right]) if (side !== null) yield side.elementId
  }
  for (const { annotations, bounded } of roads) {
    for (const link of linksAt(annotations, record.id)) {
      yield link.id
      yield link.from
      yield link.to
    }
    for (const item of bounded.get(record.id as RoadItemId) ?? []) {
      yield item.record.id
      for (const link of linksAt(annotations, item.record.id)) yield link.id
    }
  }
}
