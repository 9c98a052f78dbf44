import { describe, expect, it } from 'vitest'
import { trainingSweep } from './trainingSweep.ts'

describe('trainingSweep', () => {
  it('makes the same sweep and boxes of the same seed, and others of another', () => {
    const [first, again, other] = [trainingSweep(3), trainingSweep(3), trainingSweep(4)]
    expect(again).toEqual(first)
    expect(other.cuboids).not.toEqual(first.cuboids)
  })
})
