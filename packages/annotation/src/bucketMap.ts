/**
 * A map that is never changed in place and cheap to change: entries lie in many small buckets, and a
 * new version shares all but the touched ones with the old.
 *
 * A change of one entry among n copies `BUCKETS` references and n / `BUCKETS` entries.
 */
export type BucketMap<Key extends string | number, Value> = readonly (
  | ReadonlyMap<Key, Value>
  | undefined
)[]

/** A power of two, near the square root of the largest documents' number of records. */
const BUCKETS = 1024

/** The map without entries. */
export const EMPTY_BUCKETS: readonly undefined[] = Array.from<undefined>({ length: BUCKETS })

/** The value at a key, or `undefined`. */
export function bucketValue<Key extends string | number, Value>(
  map: BucketMap<Key, Value>,
  key: Key,
): Value | undefined {
  return map[bucketOf(key)]?.get(key)
}

/** The map with the changes made; a key changed to `undefined` is gone. */
export function changeBuckets<Key extends string | number, Value>(
  map: BucketMap<Key, Value>,
  changes: ReadonlyMap<Key, Value | undefined>,
): BucketMap<Key, Value> {
  if (changes.size === 0) return map
  const next = map.slice()
  const copied = new Map<number, Map<Key, Value>>()
  for (const [key, value] of changes) {
    const index = bucketOf(key)
    let bucket = copied.get(index)
    if (bucket === undefined) {
      bucket = new Map(map[index])
      copied.set(index, bucket)
      next[index] = bucket
    }
    if (value === undefined) bucket.delete(key)
    else bucket.set(key, value)
  }
  // So that a document that lost its records again equals one that never had them.
  for (const [index, bucket] of copied) if (bucket.size === 0) next[index] = undefined
  return next
}

/** Every key, in no order. */
export function* bucketKeys<Key extends string | number, Value>(
  map: BucketMap<Key, Value>,
): Generator<Key> {
  for (const bucket of map) if (bucket !== undefined) yield* bucket.keys()
}

/** FNV-1a for texts; frames are spread well enough as they are. */
function bucketOf(key: string | number): number {
  if (typeof key === 'number') return (Math.abs(key) % BUCKETS) | 0
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  }
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1)
}
