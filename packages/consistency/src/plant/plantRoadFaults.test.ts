import { annotationsOf } from '@trueline/annotation'
import { road } from '@trueline/annotation/testing'
import { describe, expect, it } from 'vitest'
import { mendAll } from '../mends.ts'
import { checkedRoad, STILL } from '../road/testing/roads.ts'
import { clipOf } from '../testing/clips.ts'
import { plantRoadFaults } from './plantRoadFaults.ts'

/** Numbers of a fixed order. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const LONG = road(80)
const planted = (seed: number) =>
  plantRoadFaults({ annotations: LONG, random: chance(seed), checks: null, ofEach: 1 })

describe('plantRoadFaults', () => {
  it('plants what the checks find', () => {
    const { records, faults } = planted(3)
    expect(new Set(faults.map(({ check }) => check)).size).toBe(8)
    const { findings } = checkedRoad(annotationsOf(records))
    const missed = faults.filter(
      ({ check, fixed }) =>
        !findings.some(
          (one) => one.check === check && one.fixed?.some((id) => fixed?.includes(id)),
        ),
    )
    expect(missed).toEqual([])
  })

  it('plants the same with the same chance', () => {
    expect(planted(7)).toEqual(planted(7))
    expect(planted(7).faults).not.toEqual(planted(8).faults)
  })

  it('plants links that are forgotten and doubles that their mends put right', () => {
    const { records } = plantRoadFaults({
      ...{ annotations: LONG, random: chance(5), checks: ['F1', 'F2'], ofEach: 2 },
    })
    const checked = checkedRoad(annotationsOf(records))
    expect(checked.findings.length).toBeGreaterThan(4)
    for (const mend of ['deleteLine', 'snapEnds', 'linkEnds'] as const) {
      expect(mendAll(mend, { checked, clip: clipOf(STILL) }).length, mend).toBeGreaterThan(0)
    }
  })
})
