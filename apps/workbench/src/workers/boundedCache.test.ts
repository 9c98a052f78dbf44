import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBoundedCache } from './boundedCache.ts'

describe('a bounded cache', () => {
  it('drops what was used longest ago', () => {
    const released: string[] = []
    const cache = createBoundedCache<string, string>({
      maxBytes: 4,
      bytesOf: (value) => value.length,
      release: (value) => released.push(value),
    })
    cache.set('a', 'AA')
    cache.set('b', 'BB')
    expect(cache.get('a')).toBe('AA')
    cache.set('c', 'C')
    expect(released).toEqual(['BB'])
    expect(cache.has('a')).toBe(true)
  })

  it('keeps the newest value even when it is larger than the limit', () => {
    const cache = createBoundedCache<number, number>({ maxBytes: 10, bytesOf: (value) => value })
    cache.set(1, 5)
    cache.set(2, 50)
    expect(cache.has(1)).toBe(false)
    expect(cache.get(2)).toBe(50)
  })

  it('never holds more than its limit and the newest value', () => {
    const set = fc.record({ key: fc.nat(8), value: fc.integer({ min: 1, max: 9 }) })
    fc.assert(
      fc.property(fc.array(set), (sets) => {
        const held = new Map<number, number>()
        const cache = createBoundedCache<number, { key: number; size: number }>({
          maxBytes: 12,
          bytesOf: ({ size }) => size,
          release: ({ key }) => held.delete(key),
        })
        for (const { key, value } of sets) {
          cache.set(key, { key, size: value })
          held.set(key, value)
          const bytes = [...held.values()].reduce((sum, size) => sum + size, 0)
          expect(bytes).toBeLessThanOrEqual(12)
          expect(cache.has(key)).toBe(true)
        }
      }),
    )
  })
})
