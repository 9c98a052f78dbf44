import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evenly } from '../testing/evenly.ts'
import { leftOfArc, type RoadArc, standOnArc } from './roadArc.ts'

const arcs = () =>
  fc.record<RoadArc>({
    x: evenly(-50, 50, 0.1),
    y: evenly(-50, 50, 0.1),
    heading: evenly(-3.1, 3.1, 0.01),
    curvature: evenly(-0.012, 0.012, 0.001),
    halfWidth: fc.constant(5),
  })

describe('leftOfArc', () => {
  it('finds every place of a road as far left as it was put', () => {
    fc.assert(
      fc.property(arcs(), evenly(-80, 80, 0.1), evenly(-30, 30, 0.1), (arc, s, d) => {
        const { point } = standOnArc(arc, s, d)
        expect(leftOfArc(arc)(point[0], point[1])).toBeCloseTo(d, 6)
      }),
    )
  })
})
