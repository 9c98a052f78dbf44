/** What was used last, up to a number of bytes; what was used longest ago goes first. */
export type BoundedCache<Key, Value> = {
  readonly get: (key: Key) => Value | undefined
  /** Whether it is there; not a use. */
  readonly has: (key: Key) => boolean
  readonly set: (key: Key, value: Value) => void
  readonly clear: () => void
}

/** What a cache holds at most, what a value takes of it, and what to do with one that goes. */
export type CacheLimits<Value> = {
  readonly maxBytes: number
  readonly bytesOf: (value: Value) => number
  readonly release?: (value: Value) => void
}

/** An empty cache. The newest value stays even when it alone is larger than the limit. */
export function createBoundedCache<Key, Value>(
  limits: CacheLimits<Value>,
): BoundedCache<Key, Value> {
  // A Map lists its keys in the order they came: the first is the one used longest ago.
  const values = new Map<Key, Value>()
  let bytes = 0

  function remove(key: Key, value: Value): void {
    values.delete(key)
    bytes -= limits.bytesOf(value)
  }

  return {
    get(key) {
      const value = values.get(key)
      if (value === undefined) return undefined
      values.delete(key)
      values.set(key, value)
      return value
    },
    has: (key) => values.has(key),
    set(key, value) {
      const before = values.get(key)
      if (before !== undefined) {
        remove(key, before)
        if (before !== value) limits.release?.(before)
      }
      values.set(key, value)
      bytes += limits.bytesOf(value)
      for (const [oldKey, old] of values) {
        if (bytes <= limits.maxBytes || oldKey === key) break
        remove(oldKey, old)
        limits.release?.(old)
      }
    },
    clear() {
      for (const value of values.values()) limits.release?.(value)
      values.clear()
      bytes = 0
    },
  }
}
