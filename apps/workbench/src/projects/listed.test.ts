import { describe, expect, it } from 'vitest'
import { changed, moved } from './listed.ts'

describe('a list that is edited', () => {
  it('has another entry in a place, or none', () => {
    expect(changed(['a', 'b', 'c'], 1, 'x')).toEqual(['a', 'x', 'c'])
    expect(changed(['a', 'b', 'c'], 1, null)).toEqual(['a', 'c'])
  })

  it('has an entry before the one it was behind, and the first where it is', () => {
    expect(moved(['a', 'b', 'c'], 2)).toEqual(['a', 'c', 'b'])
    expect(moved(['a', 'b', 'c'], 0)).toEqual(['a', 'b', 'c'])
    expect(moved(['a', 'b', 'c'], 3)).toEqual(['a', 'b', 'c'])
  })
})
