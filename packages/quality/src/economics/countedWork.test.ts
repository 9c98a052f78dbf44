import { trackId } from '@trueline/annotation'
import { expect, it } from 'vitest'
import { type CountedWork, withCounted } from './countedWork.ts'
import type { Work } from './workLog.ts'

const [A, B] = [trackId('a'), trackId('b')]
const work = (seconds: number, actions: number, undos = 0): Work => ({ seconds, actions, undos })
const LOG = new Map([
  [
    A,
    new Map([
      ['an', work(10, 2, 1)],
      ['bo', work(7, 1)],
    ]),
  ],
  [null, new Map([['bo', work(3, 1)]])],
])
const counted = (given: Partial<CountedWork>): CountedWork => ({
  ...{ author: 'an', trackId: A, seconds: 0, actions: 0, undos: 0 },
  ...given,
})

it('what was counted stands for what the log tells of a person, from every browser of theirs', () => {
  const merged = withCounted(LOG, [
    counted({ seconds: 14, actions: 5 }),
    counted({ seconds: 1, actions: 2 }),
    counted({ trackId: B, seconds: 2, actions: 1 }),
    counted({ trackId: null, seconds: 4 }),
  ])
  expect(merged.get(A)).toEqual(
    new Map([
      ['bo', work(7, 1)],
      ['an', work(15, 7)],
    ]),
  )
  expect(merged.get(B)).toEqual(new Map([['an', work(2, 1)]]))
  expect(merged.get(null)).toEqual(
    new Map([
      ['bo', work(3, 1)],
      ['an', work(4, 0)],
    ]),
  )
})

it('a count that has fewer actions than there are edits was not made all the time: the log stands', () => {
  expect(withCounted(LOG, [counted({ seconds: 99, actions: 2 })])).toEqual(LOG)
  expect(withCounted(LOG, [counted({ seconds: 99, actions: 3 })])).not.toEqual(LOG)
  expect(withCounted(LOG, [])).toEqual(LOG)
})
