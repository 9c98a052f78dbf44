import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crossingsOf, selfCrossingsOf } from './crossings.ts'
import { nearestOnPolyline, type Polyline } from './polyline.ts'
import { points } from './testing/arbitraries.ts'

const lines = () => fc.array(points(50), { minLength: 2, maxLength: 14 })
const EIGHT: Polyline = [
  [0, 0, 0],
  [4, 4, 1],
  [4, 0, 2],
  [0, 4, 3],
]

describe('crossings', () => {
  it('are told with the segments and each line’s own height', () => {
    const [crossing, ...others] = selfCrossingsOf(EIGHT, 9)
    expect(others).toEqual([])
    expect(crossing!.segments).toEqual([0, 2])
    expect(crossing!.points).toEqual([
      [2, 2, 0.5],
      [2, 2, 2.5],
    ])
  })

  it('lie on both lines, and are found from either side', () => {
    fc.assert(
      fc.property(lines(), lines(), (a, b) => {
        const found = crossingsOf(a, b, 1000)
        for (const {
          points: [onA, onB],
        } of found) {
          expect(nearestOnPolyline(a, onA).distance).toBeLessThan(1e-6)
          expect(nearestOnPolyline(b, onB).distance).toBeLessThan(1e-6)
          expect(Math.hypot(onA[0] - onB[0], onA[1] - onB[1])).toBeLessThan(1e-6)
        }
        const pairs = (list: typeof found, turn: boolean) =>
          list.map(({ segments: [i, j] }) => (turn ? `${j} ${i}` : `${i} ${j}`)).toSorted()
        expect(pairs(crossingsOf(b, a, 1000), true)).toEqual(pairs(found, false))
      }),
    )
  })

  it('are those that a look at every pair of segments finds', () => {
    fc.assert(
      fc.property(lines(), (line) => {
        let count = 0
        for (let i = 0; i + 1 < line.length; i++) {
          for (let j = i + 2; j + 1 < line.length; j++) {
            const isWhole = i === 0 && j === line.length - 2
            if (isWhole && line[0]!.every((value, axis) => value === line.at(-1)![axis])) continue
            count += crossingsOf(line.slice(i, i + 2), line.slice(j, j + 2), 1).length
          }
        }
        expect(selfCrossingsOf(line, 1000)).toHaveLength(count)
      }),
    )
  })

  it('are none of a line that runs on, is closed, or has no length', () => {
    expect(selfCrossingsOf([...EIGHT.slice(0, 3), EIGHT[0]!], 9)).toEqual([])
    expect(selfCrossingsOf(EIGHT.slice(0, 3), 9)).toEqual([])
    expect(selfCrossingsOf([EIGHT[0]!, EIGHT[0]!, EIGHT[0]!], 9)).toEqual([])
    expect(crossingsOf([], EIGHT, 9)).toEqual([])
  })

  it('are found in a line of a hundred thousand points in a moment', () => {
    const long: Polyline = Array.from({ length: 100_000 }, (_, i) => [i, Math.sin(i), 0] as const)
    const start = performance.now()
    expect(selfCrossingsOf(long, 9)).toEqual([])
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
