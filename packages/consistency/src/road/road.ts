import {
  type Annotations,
  isShown,
  isStandardMap,
  type Lane,
  lanesOf,
  type MapElement,
  mapElementsOf,
} from '@trueline/annotation'
import { areNear, EVERYWHERE, type RoadItem, type RoadItemId, roadItemOf } from './roadItem.ts'

/** All that does not move and is a label, found by id and by place; a standard map is none. */
export type Road = {
  readonly annotations: Annotations
  readonly items: ReadonlyMap<RoadItemId, RoadItem>
  /** Lanes by the map element that bounds them. */
  readonly bounded: ReadonlyMap<RoadItemId, readonly RoadItem<Lane>[]>
  readonly cells: ReadonlyMap<string, readonly RoadItem[]>
}

/** The road of a document; items of records that are the same objects as before are the same too. */
export function roadOf(annotations: Annotations, before: Road | null): Road {
  const items = new Map<RoadItemId, RoadItem>()
  const put = (record: Lane | MapElement): void => {
    const known = before?.items.get(record.id)
    items.set(record.id, known?.record === record ? known : roadItemOf(record))
  }
  for (const lane of lanesOf(annotations)) if (isShown(lane)) put(lane)
  for (const element of mapElementsOf(annotations)) {
    if (isShown(element) && !isStandardMap(element)) put(element)
  }
  const bounded = new Map<RoadItemId, RoadItem<Lane>[]>()
  const cells = new Map<string, RoadItem[]>()
  for (const item of items.values()) {
    for (const cell of item.cells) into(cells, cell, item)
    if (!isLane(item)) continue
    const sides = [item.record.left, item.record.right].flatMap((side) => side?.elementId ?? [])
    for (const id of new Set(sides)) into(bounded, id, item)
  }
  return { annotations, items, bounded, cells }
}

/** Whether an item is a lane. */
export function isLane(item: RoadItem): item is RoadItem<Lane> {
  return item.record.kind === 'lane'
}

/** Whether a lane leads through a junction: its source says so, or where it turns there. */
export function leadsThroughJunction({ isInJunction, turn }: Lane): boolean {
  return isInJunction || turn !== null
}

/** A lane of the road by its id; `null` where there is none that is a sound label. */
export function laneItem({ items }: Road, id: RoadItemId): RoadItem<Lane> | null {
  const item = items.get(id)
  return item?.isSound === true && isLane(item) ? item : null
}

/** Other sound items whose bounds come nearer than `reach`, at most 10 m, from above. */
export function nearItems(road: Road, item: RoadItem, reach: number): readonly RoadItem[] {
  const found = new Set<RoadItem>()
  // What lies everywhere meets all.
  const isEverywhere = item.own[0] === EVERYWHERE
  const cells = isEverywhere ? road.cells.keys() : [...item.own, EVERYWHERE]
  for (const cell of cells) {
    for (const other of road.cells.get(cell) ?? []) {
      if (other !== item && areNear(item.bounds, other.bounds, reach)) found.add(other)
    }
  }
  return [...found]
}

function into<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
