import { type BucketMap, bucketValue, changeBuckets } from './bucketMap.ts'

/** Copies of the lists a change touches, to be edited and then put in the place of the old. */
export type SortedLists<Key extends string | number, Item> = {
  readonly insert: (key: Key, item: Item) => void
  readonly remove: (key: Key, item: Item) => void
  /** The map with the edited lists; empty ones are gone. The lists are not touched after it. */
  readonly finish: () => BucketMap<Key, readonly Item[]>
}

/** An edit of sorted lists, each list copied once however much of it changes. */
export function editSortedLists<Key extends string | number, Item>(
  map: BucketMap<Key, readonly Item[]>,
  compare: (a: Item, b: Item) => number,
): SortedLists<Key, Item> {
  const edited = new Map<Key, Item[]>()
  const listOf = (key: Key): Item[] => {
    const known = edited.get(key)
    if (known !== undefined) return known
    const list = [...(bucketValue(map, key) ?? [])]
    edited.set(key, list)
    return list
  }
  return {
    insert: (key, item) => insertSorted(listOf(key), item, compare),
    remove: (key, item) => removeSorted(listOf(key), item, compare),
    finish: () => {
      const changes = new Map<Key, readonly Item[] | undefined>()
      for (const [key, list] of edited) changes.set(key, list.length === 0 ? undefined : list)
      return changeBuckets(map, changes)
    },
  }
}

/** A copy of one list, to be edited and then put in the place of the old. */
export type SortedList<Item> = {
  readonly insert: (item: Item) => void
  readonly remove: (item: Item) => void
  /** The edited list; the old one where nothing was edited. */
  readonly finish: () => readonly Item[]
}

/** An edit of one sorted list, copied once and only if it changes. */
export function editSortedList<Item>(
  list: readonly Item[],
  compare: (a: Item, b: Item) => number,
): SortedList<Item> {
  let edited: Item[] | null = null
  const copy = (): Item[] => {
    edited ??= [...list]
    return edited
  }
  return {
    insert: (item) => insertSorted(copy(), item, compare),
    remove: (item) => removeSorted(copy(), item, compare),
    finish: () => edited ?? list,
  }
}

/** Puts an item at its place in a sorted list. */
function insertSorted<Item>(list: Item[], item: Item, compare: (a: Item, b: Item) => number): void {
  list.splice(placeOf(list, item, compare), 0, item)
}

/** Takes the item that compares as equal out of a sorted list. */
function removeSorted<Item>(list: Item[], item: Item, compare: (a: Item, b: Item) => number): void {
  const place = placeOf(list, item, compare)
  const found = list[place]
  if (found !== undefined && compare(found, item) === 0) list.splice(place, 1)
}

/** Index of the first item that does not sort before. */
function placeOf<Item>(
  list: readonly Item[],
  item: Item,
  compare: (a: Item, b: Item) => number,
): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(list[middle]!, item) < 0) low = middle + 1
    else high = middle
  }
  return low
}
