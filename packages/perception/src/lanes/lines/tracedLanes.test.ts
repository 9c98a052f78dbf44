import { describe, expect, it } from 'vitest'
import { WINDOW } from '../laneGraph.ts'
import { LANE_NET } from '../net/layout.ts'
import { tracedLanes } from './tracedLanes.ts'

const SURE = 5
const everywhere = (): boolean => true

/** What a net that is sure says where middles of lanes lie, all of which lead one way along x. */
function said(isMiddle: (x: number, y: number) => boolean, cos: 1 | -1): Float32Array {
  const { channels, rows, columns, cell } = LANE_NET.dense
  const size = rows * columns
  const dense = new Float32Array(channels * size).fill(-SURE)
  for (let at = 0; at < size; at++) {
    const x = (Math.floor(at / columns) + 0.5) * cell - WINDOW.back
    const y = ((at % columns) + 0.5) * cell - WINDOW.side
    if (isMiddle(x, y)) dense[at] = SURE
    dense[8 * size + at] = cos
    dense[9 * size + at] = 0
  }
  return dense
}

describe('lanes traced from dense maps', () => {
  it('lead as the directions along them say', () => {
    for (const cos of [1, -1] as const) {
      const { vertices, edges } = tracedLanes(
        said((_, y) => Math.abs(y - 3) < 0.6, cos),
        everywhere,
      )
      expect(edges).toHaveLength(vertices.length - 1)
      for (const { heading, y } of vertices) {
        expect(Math.cos(heading)).toBeCloseTo(cos, 1)
        expect(Math.abs(y - 3)).toBeLessThan(0.5)
      }
    }
  })

  it('go on over a short gap, not over a long one', () => {
    const startsOf = (gap: number): number => {
      const graph = tracedLanes(
        said((x, y) => Math.abs(y) < 0.6 && Math.abs(x) > gap / 2, 1),
        everywhere,
      )
      const ledTo = new Set(graph.edges.map(({ to }) => to))
      return graph.vertices.filter((_, vertex) => !ledTo.has(vertex)).length
    }
    expect(startsOf(2)).toBe(1)
    expect(startsOf(12)).toBe(2)
  })

  it('fork where middles do, and end where nothing is seen', () => {
    const { vertices, edges } = tracedLanes(
      said((x, y) => Math.abs(y) < 0.6 || (x > 0 && Math.abs(y - x / 2) < 0.6), 1),
      (x) => x < 40,
    )
    const leaving = vertices.map((_, at) => edges.filter(({ from }) => from === at).length)
    expect(leaving.filter((count) => count > 1)).toEqual([2])
    expect(Math.max(...vertices.map(({ x }) => x))).toBeLessThan(41)
  })
})
