import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Digraph, edgeScores, nodeScores, reachScores } from './digraph.ts'
import { matchVertices } from './matching.ts'
import { type SureGraph, topologyScore } from './topologyScore.ts'

const CHAIN: Digraph = {
  size: 4,
  edges: [
    [0, 1],
    [1, 2],
    [2, 3],
  ],
}
const ALL = [0, 1, 2, 3]

function sure({ size, edges }: Digraph, surety = 1): SureGraph {
  return { size, links: edges.map(([from, to]) => ({ from, to, surety })) }
}

function digraphs(): fc.Arbitrary<Digraph> {
  return fc.integer({ min: 1, max: 7 }).chain((size) => {
    const node = fc.integer({ min: 0, max: size - 1 })
    return fc.record({
      size: fc.constant(size),
      edges: fc.uniqueArray(fc.tuple(node, node), { maxLength: 12, selector: String }),
    })
  })
}

describe('graphs', () => {
  it('are found whole in themselves, whatever they are', () => {
    fc.assert(
      fc.property(digraphs(), (graph) => {
        const matching = Array.from({ length: graph.size }, (_, node) => node)
        const graphs = { reference: graph, prediction: graph, matching }
        for (const scores of [nodeScores(graphs), edgeScores(graphs), reachScores(graphs)]) {
          expect(scores).toMatchObject({ unmatched: 0, missed: 0 })
        }
        expect(topologyScore(sure(graph), sure(graph), matching)).toBe(1)
      }),
    )
  })

  it('lose one edge, and all that it led to, where it is missing', () => {
    const broken: Digraph = { size: 4, edges: [CHAIN.edges[0]!, CHAIN.edges[2]!] }
    const graphs = { reference: CHAIN, prediction: broken, matching: ALL }
    expect(edgeScores(graphs)).toMatchObject({ finds: 2, missed: 1, unmatched: 0, f1: 0.8 })
    // Of 01 02 03 12 13 23 only 01 and 23 are left.
    expect(reachScores(graphs)).toMatchObject({ finds: 2, missed: 4, precision: 1, f1: 0.5 })
  })

  it('count an edge wrong that runs against its direction, or ends at nothing', () => {
    const turned: Digraph = { size: 4, edges: [[1, 0], CHAIN.edges[1]!, CHAIN.edges[2]!] }
    const graphs = { reference: CHAIN, prediction: turned, matching: [0, 1, 2, null] }
    expect(edgeScores(graphs)).toMatchObject({ finds: 1, missed: 2, unmatched: 2 })
    expect(nodeScores(graphs)).toMatchObject({ finds: 3, missed: 1, unmatched: 1, f1: 0.75 })
  })

  it('reach a node from itself along a loop only, and end', () => {
    const loop: Digraph = {
      size: 2,
      edges: [
        [0, 1],
        [1, 0],
      ],
    }
    expect(reachScores({ reference: loop, prediction: loop, matching: [0, 1] }).finds).toBe(4)
  })

  it('have no share of nothing', () => {
    const none: Digraph = { size: 0, edges: [] }
    const graphs = { reference: none, prediction: none, matching: [] }
    expect(edgeScores(graphs)).toMatchObject({ recall: null, precision: null, f1: null })
    expect(topologyScore(sure(none), sure(none), [])).toBeNull()
  })
})

describe('topologyScore', () => {
  const three: Digraph = { size: 3, edges: CHAIN.edges.slice(0, 2) }

  it('takes a missing link from both of its ends', () => {
    const broken: Digraph = { size: 3, edges: CHAIN.edges.slice(0, 1) }
    expect(topologyScore(sure(three), sure(broken), [0, 1, 2])).toBeCloseTo(4 / 6, 12)
  })

  it('gives a lane that nobody found every link but its own', () => {
    // What follows 0 is right, and what 1 follows; all of 2 is wrong, and so is that 2 leads to 0.
    expect(topologyScore(sure(three), sure(three), [0, 1, null])).toBeCloseTo(2 / 6, 12)
  })

  it('ranks links by how sure they are, and takes none that are not', () => {
    const extra = { from: 0, to: 2, surety: 0.7 }
    const told = { size: 3, links: [...sure(three, 0.9).links, extra] }
    // From 0 the right one comes first; into 2 too.
    expect(topologyScore(sure(three), told, [0, 1, 2])).toBe(1)
    const surer = { size: 3, links: [...sure(three, 0.6).links, extra] }
    expect(topologyScore(sure(three), surer, [0, 1, 2])).toBeCloseTo((4 + 2 * 0.5) / 6, 12)
    expect(topologyScore(sure(three), sure(three, 0.5), [0, 1, 2])).toBeCloseTo(2 / 6, 12)
  })
})

describe('matchVertices', () => {
  it('pairs the nearest first, each once, and none beyond the tolerance', () => {
    const reference = [
      [0, 0, 0],
      [2, 0, 0],
      [-9, 0, 0],
    ] as const
    const prediction = [
      [1.1, 0, 0],
      [0.9, 0, 0],
      [0.4, 0, 0],
      [-9, 0, 1.6],
    ] as const
    expect(matchVertices(reference, prediction, 1.5)).toEqual([1, null, 0, null])
    expect(() => matchVertices(reference, prediction, 0)).toThrow(RangeError)
  })
})
