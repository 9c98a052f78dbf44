import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assign } from './assign.ts'

type Costs = readonly (readonly number[])[]

/** Every way to pair rows with columns, the slow way. */
function* choices(rows: number, columns: readonly number[]): Generator<readonly (number | null)[]> {
  if (rows === 0) return yield []
  for (const rest of choices(rows - 1, columns)) {
    yield [...rest, null]
    for (const column of columns) if (!rest.includes(column)) yield [...rest, column]
  }
}

function judge(costs: Costs, pairs: readonly (number | null)[]) {
  const paired = pairs.flatMap((column, row) => (column === null ? [] : [costs[row]![column]!]))
  return { count: paired.length, cost: paired.reduce((sum, cost) => sum + cost, 0) }
}

function tables(): fc.Arbitrary<Costs> {
  const cost = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -20, max: 20 }) },
    { weight: 1, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
  )
  return fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(cost, { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    )
}

describe('assign', () => {
  it('finds the most pairs at the least cost, as trying every choice does', () => {
    fc.assert(
      fc.property(tables(), (costs) => {
        const columns = costs[0]!.map((_, column) => column)
        const best = [...choices(costs.length, columns)]
          .map((pairs) => judge(costs, pairs))
          .filter(({ cost }) => Number.isFinite(cost))
          .toSorted((a, b) => b.count - a.count || a.cost - b.cost)[0]
        expect(judge(costs, assign(costs))).toEqual(best)
      }),
    )
  })

  it('pairs nobody where there is nobody', () => {
    expect(assign([])).toEqual([])
    expect(assign([[], []])).toEqual([null, null])
  })

  it('forbids what is infinitely dear', () => {
    expect(assign([[Number.POSITIVE_INFINITY]])).toEqual([null])
  })
})
