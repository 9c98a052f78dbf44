import { describe, expect, it } from 'vitest'
import type { GraphEdge } from './laneGraph.ts'
import { shownLanes } from './lines/shownLanes.ts'
import type { ScoredGraph } from './net/decodeWindow.ts'
import { saidMaps } from './testing/saidMaps.ts'
import { withLineMaps } from './withLineMaps.ts'

const ROAD = { laneKind: 'road', turn: 'none', leftMark: 'solid', rightMark: 'dashed' } as const

/** Lanes along x, each through vertices at these places of x. */
function lanes(
  ...rows: readonly { readonly y: number; readonly xs: readonly number[] }[]
): ScoredGraph {
  const vertices = rows.flatMap(({ y, xs }) =>
    xs.map((x) => ({ x, y, heading: xs.at(-1)! > xs[0]! ? 0 : Math.PI })),
  )
  let first = 0
  const edges = rows.flatMap(({ xs }) => {
    const here = first
    first += xs.length
    return xs
      .slice(1)
      .map((_, index): GraphEdge => ({ ...ROAD, from: here + index, to: here + index + 1 }))
  })
  return {
    graph: { vertices, edges },
    vertexScores: vertices.map(() => 0.9),
    edgeScores: edges.map(() => 0.8),
  }
}

/** Middles of lanes along x at these places of y. */
const middles =
  (...ys: readonly number[]) =>
  (_: number, y: number): boolean =>
    ys.some((one) => Math.abs(y - one) < 0.6)

const xsAt = ({ graph }: ScoredGraph, y: number): readonly number[] =>
  graph.vertices.flatMap((one) => (Math.abs(one.y - y) < 0.5 ? [Math.round(10 * one.x) / 10] : []))

describe('lanes held against line maps', () => {
  it('have their vertices on the lines of the window, wherever the decoder put them', () => {
    const told = lanes({ y: 3, xs: [-30, -18, -5, 6, 19, 31] })
    const said = saidMaps((x, y) => Math.abs(y - 3) < 0.6 && x > -30 && x < 31, 1)
    const found = withLineMaps(told, shownLanes(said))
    expect(xsAt(found, 3).toSorted((a, b) => a - b)).toEqual([-30, -22, -11, 0, 11, 22, 31])
    expect(found.graph.edges).toHaveLength(6)
    for (const edge of found.graph.edges) expect(edge).toMatchObject(ROAD)
    expect(found.vertexScores).toHaveLength(7)
    expect(new Set(found.edgeScores)).toEqual(new Set([0.8]))
  })

  it('keep nodes and what leaves them', () => {
    const { graph, ...scores } = lanes({ y: 3, xs: [-20, -9, 4] }, { y: 3.4, xs: [14, 25] })
    const fork = { ...ROAD, turn: 'left', from: 2, to: 3 } as const
    const on = { vertices: [...graph.vertices, { x: 15, y: 2.8, heading: 0 }] }
    const edges = [...graph.edges, fork, { ...ROAD, turn: 'right', from: 2, to: 5 } as const]
    const told = {
      graph: { ...on, edges },
      vertexScores: [...scores.vertexScores, 0.9],
      edgeScores: [...scores.edgeScores, 0.5, 0.6],
    }
    const found = withLineMaps(told, shownLanes(saidMaps(middles(3), 1)))
    const node = found.graph.vertices.findIndex(({ x, y }) => x === 4 && y === 3)
    const leaving = found.graph.edges.flatMap((edge, at) =>
      edge.from === node ? [`${edge.turn} ${found.edgeScores[at]}`] : [],
    )
    expect(new Set(leaving)).toEqual(new Set(['left 0.5', 'right 0.6']))
  })

  it('are left out where the maps show none, or one that leads the other way', () => {
    const told = lanes({ y: 3, xs: [-30, -18, -5] }, { y: -8, xs: [-30, -18, -5] })
    expect(xsAt(withLineMaps(told, shownLanes(saidMaps(middles(3), 1))), -8)).toEqual([])
    // What the maps show is there all the same, led as they say.
    const against = withLineMaps(told, shownLanes(saidMaps(middles(3), -1)))
    expect(
      against.graph.edges.every(
        ({ laneKind, leftMark }) => laneKind === 'road' && leftMark === 'none',
      ),
    ).toBe(true)
  })

  it('are joined by those that the maps show and the decoder passed over', () => {
    const told = lanes({ y: 3, xs: [-40, -22, -11, 0, 11, 22, 33, 44, 60] })
    const found = withLineMaps(told, shownLanes(saidMaps(middles(3, -8), 1)))
    const added = xsAt(found, -8)
    expect(Math.min(...added)).toBeLessThan(-35)
    expect(Math.max(...added)).toBeGreaterThan(55)
    expect(found.graph.edges).toHaveLength(found.graph.vertices.length - 2)
    for (const score of [...found.vertexScores, ...found.edgeScores]) {
      expect(score).toBeGreaterThan(0.6)
      expect(score).toBeLessThanOrEqual(1)
    }
  })

  it('add nothing beside a lane that is told', () => {
    const told = lanes({ y: 3, xs: [-40, -22, -11, 0, 11, 22, 33, 44, 60] })
    const found = withLineMaps(told, shownLanes(saidMaps(middles(3.8), 1)))
    expect(xsAt(found, 4)).toEqual([])
    expect(found.graph.edges.every(({ leftMark }) => leftMark === 'solid')).toBe(true)
  })
})
