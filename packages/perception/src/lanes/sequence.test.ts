import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EdgeAttributes, LaneGraph } from './laneGraph.ts'
import { LANE_KINDS, MARKS, TURNS } from './laneGraph.ts'
import { graphOf, stepsOf } from './sequence.ts'
import { rowsOf, STEP_COLUMNS, STEP_ROWS, stepsOfRows } from './stepRows.ts'

const attributes: fc.Arbitrary<EdgeAttributes> = fc.record({
  laneKind: fc.constantFrom(...LANE_KINDS),
  turn: fc.constantFrom(...TURNS),
  leftMark: fc.constantFrom(...MARKS),
  rightMark: fc.constantFrom(...MARKS),
})

/** Graphs of every shape, with places that rows keep exactly. */
const graphs: fc.Arbitrary<LaneGraph> = fc.integer({ min: 1, max: 24 }).chain((count) =>
  fc.record({
    vertices: fc
      .uniqueArray(
        fc.record({
          x: fc.integer({ min: -40 * 64, max: 60 * 64 - 1 }).map((part) => part / 64),
          y: fc.integer({ min: -25 * 64, max: 25 * 64 - 1 }).map((part) => part / 64),
          heading: fc.integer({ min: -3, max: 3 }),
        }),
        { minLength: count, maxLength: count, selector: ({ x, y }) => `${x} ${y}` },
      )
      .map((vertices) => vertices),
    edges: fc
      .uniqueArray(
        fc.record({
          from: fc.integer({ min: 0, max: count - 1 }),
          to: fc.integer({ min: 0, max: count - 1 }),
          edge: attributes,
        }),
        { maxLength: 40, selector: ({ from, to }) => `${from} ${to}` },
      )
      .map((edges) =>
        edges
          .filter(({ from, to }) => from !== to)
          .map(({ from, to, edge }) => ({ from, to, ...edge })),
      ),
  }),
)

/** The edges by the places they lead from and to, those that were cut in two made one again. */
function edgesOf(graph: LaneGraph, isOwn: (x: number, y: number) => boolean): readonly string[] {
  const place = (index: number): string => {
    const { x, y } = graph.vertices[index]!
    return `${x},${y}`
  }
  const own = (index: number): boolean => {
    const { x, y } = graph.vertices[index]!
    return isOwn(x, y)
  }
  const through = (index: number): number => graph.edges.find(({ from }) => from === index)!.to
  return graph.edges
    .filter(({ from }) => own(from))
    .map((edge) => {
      const to = own(edge.to) ? edge.to : through(edge.to)
      const { laneKind, turn, leftMark, rightMark } = edge
      return [place(edge.from), place(to), laneKind, turn, leftMark, rightMark].join(' ')
    })
    .toSorted()
}

describe('stepsOf', () => {
  it('is taken back by graphOf', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const own = new Set(graph.vertices.map(({ x, y }) => `${x},${y}`))
        const isOwn = (x: number, y: number): boolean => own.has(`${x},${y}`)
        const back = graphOf(stepsOf(graph))
        expect(edgesOf(back, isOwn)).toEqual(edgesOf(graph, isOwn))
        const kept = back.vertices.filter(({ x, y }) => isOwn(x, y))
        expect(new Set(kept.map(({ x, y }) => `${x},${y}`))).toEqual(own)
        expect(kept).toHaveLength(graph.vertices.length)
      }),
    )
  })

  it('never continues after a merge and points only to steps that made a vertex before', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const steps = stepsOf(graph)
        steps.forEach(({ kind, pointer }, index) => {
          if (kind === 'continue') expect(steps[index - 1]!.kind).not.toBe('merge')
          if (pointer !== null) {
            expect(pointer).toBeLessThan(index)
            expect(steps[pointer]!.kind).not.toBe('merge')
          }
        })
      }),
    )
  })

  it('begins at the vertex nearest to the ego of those nothing leads to', () => {
    const straight = {
      laneKind: 'road',
      turn: 'none',
      leftMark: 'solid',
      rightMark: 'kerb',
    } as const
    const vertices = [
      { x: 30, y: 0, heading: 0 },
      { x: 5, y: 2, heading: 0 },
      { x: 10, y: -3, heading: 0 },
    ]
    const steps = stepsOf({ vertices, edges: [{ from: 2, to: 1, ...straight }] })
    expect(steps.map(({ kind, vertex }) => [kind, vertex.x])).toEqual([
      ['start', 10],
      ['continue', 5],
      ['start', 30],
    ])
  })

  it('writes a ring as a start that its last vertex merges into', () => {
    const ring = {
      laneKind: 'junction',
      turn: 'none',
      leftMark: 'none',
      rightMark: 'none',
    } as const
    const vertices = [
      { x: 0, y: 0, heading: 0 },
      { x: 9, y: 0, heading: 2 },
      { x: 5, y: 8, heading: -2 },
    ]
    const edges = [0, 1, 2].map((from) => ({ from, to: (from + 1) % 3, ...ring }))
    const kinds = stepsOf({ vertices, edges }).map(({ kind, pointer }) => [kind, pointer])
    expect(kinds).toEqual([
      ['start', null],
      ['continue', null],
      ['continue', null],
      ['merge', 0],
    ])
  })
})

describe('rowsOf', () => {
  it('is taken back by stepsOfRows, headings within a part', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const steps = stepsOf(graph)
        const rows = rowsOf(steps, () => true)
        if (rows === null) return expect(steps.length).toBeGreaterThanOrEqual(STEP_ROWS)
        const back = stepsOfRows(rows)
        expect(back).toHaveLength(steps.length)
        back.forEach((step, index) => {
          const { vertex, ...rest } = steps[index]!
          expect({ kind: step.kind, pointer: step.pointer, edge: step.edge }).toEqual(rest)
          expect(Math.hypot(step.vertex.x - vertex.x, step.vertex.y - vertex.y)).toBeLessThan(2e-3)
          expect(Math.cos(step.vertex.heading - vertex.heading)).toBeGreaterThan(0.9999)
        })
      }),
    )
  })

  it('ends, then pads, and marks what is not to be learnt', () => {
    const vertices = [{ x: 1, y: 1, heading: 0 }]
    const rows = rowsOf(stepsOf({ vertices, edges: [] }), () => false)!
    expect([rows[0], rows[STEP_COLUMNS], rows[2 * STEP_COLUMNS]]).toEqual([1, 0, 5])
    expect([rows[12], rows[STEP_COLUMNS + 12], rows[2 * STEP_COLUMNS + 12]]).toEqual([0, 1, 0])
  })

  it('refuses a sequence longer than its rows', () => {
    const vertices = Array.from({ length: STEP_ROWS }, (_, x) => ({ x: x / 4, y: 0, heading: 0 }))
    expect(rowsOf(stepsOf({ vertices, edges: [] }), () => true)).toBeNull()
  })
})
