import { describe, expect, it } from 'vitest'
import { ELEVATIONS_DEG } from './elevations.ts'

describe('ELEVATIONS_DEG', () => {
  it.each(Object.entries(ELEVATIONS_DEG))(
    'gives %s as many lasers as its name says, rising',
    (name, degrees) => {
      expect(degrees).toHaveLength(Number(/\d+$/.exec(name)?.[0]))
      expect(degrees.toSorted((a, b) => a - b)).toEqual(degrees)
      expect(new Set(degrees).size).toBe(degrees.length)
    },
  )
})
