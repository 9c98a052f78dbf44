import { describe, expect, it } from 'vitest'
import { saidMaps } from '../testing/saidMaps.ts'
import { tracedLanes } from './tracedLanes.ts'

const everywhere = (): boolean => true

describe('lanes traced from dense maps', () => {
  it('lead as the directions along them say', () => {
    for (const cos of [1, -1] as const) {
      const { vertices, edges } = tracedLanes(
        saidMaps((_, y) => Math.abs(y - 3) < 0.6, cos),
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
        saidMaps((x, y) => Math.abs(y) < 0.6 && Math.abs(x) > gap / 2, 1),
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
      saidMaps((x, y) => Math.abs(y) < 0.6 || (x > 0 && Math.abs(y - x / 2) < 0.6), 1),
      (x) => x < 40,
    )
    const leaving = vertices.map((_, at) => edges.filter(({ from }) => from === at).length)
    expect(leaving.filter((count) => count > 1)).toEqual([2])
    expect(Math.max(...vertices.map(({ x }) => x))).toBeLessThan(41)
  })
})
