import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WINDOW } from '../laneGraph.ts'
import { shownLanes } from '../lines/shownLanes.ts'
import { randomDecoder, randomMaps } from '../testing/randomDecoder.ts'
import { saidMaps } from '../testing/saidMaps.ts'
import { decodeWindow } from './decodeWindow.ts'
import { LANE_NET } from './layout.ts'
import { readDecoderWeights } from './weights.ts'

/** Mulberry32: the same numbers for a seed anywhere. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

describe('decoding a window', () => {
  it('keeps within its limits whatever a net says', { timeout: 60_000 }, () => {
    const weights = randomDecoder(randomOf(1))
    const shown = shownLanes(saidMaps((_, y) => Math.abs(Math.abs(y) - 5) < 0.6, 1))
    let edgeCount = 0
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const maps = randomMaps(randomOf(seed))
        const { graph, vertexScores, edgeScores } = decodeWindow(weights, maps, {
          traffic: seed % 2 === 0 ? 'right' : 'left',
          shown,
        })
        const { vertices, edges } = graph
        edgeCount += edges.length
        expect(vertices.length).toBeLessThan(LANE_NET.steps)
        expect([vertexScores.length, edgeScores.length]).toEqual([vertices.length, edges.length])
        for (const score of [...vertexScores, ...edgeScores]) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1)
        }
        const pairs = new Set(edges.map(({ from, to }) => `${from} ${to}`))
        expect(pairs.size).toBe(edges.length)
        for (const { from, to } of edges) {
          const [a, b] = [vertices[from]!, vertices[to]!]
          expect(from).not.toBe(to)
          expect(Math.hypot(b.x - a.x, b.y - a.y)).toBeLessThan(15.001)
          expect(Math.cos(b.heading - a.heading)).toBeGreaterThan(0.499)
        }
        vertices.forEach((a, index) => {
          expect(a.x).toBeGreaterThan(-WINDOW.back - 8)
          expect(Math.abs(a.y)).toBeLessThan(WINDOW.side + 8)
          const twin = vertices.findIndex(
            (b, other) =>
              other !== index &&
              Math.hypot(a.x - b.x, a.y - b.y) < 0.99 &&
              Math.cos(a.heading - b.heading) > 0.83,
          )
          expect(twin).toBe(-1)
        })
      }),
      { numRuns: 6 },
    )
    expect(edgeCount).toBeGreaterThan(0)
  })

  it('goes on where line maps show a lane that nothing was said of', () => {
    const weights = randomDecoder(randomOf(1))
    const maps = randomMaps(randomOf(1))
    const shown = shownLanes(saidMaps((_, y) => Math.abs(y - 20) < 0.6, 1))
    const none = { ...shown, sureEdges: [] }
    const without = decodeWindow(weights, maps, { traffic: 'right', shown: none })
    const found = decodeWindow(weights, maps, { traffic: 'right', shown })
    const before = without.graph.vertices.length
    expect(found.graph.vertices.slice(0, before)).toEqual(without.graph.vertices)
    const start = found.graph.vertices[before]!
    expect([start.y, start.heading].map(Math.round)).toEqual([20, 0])
    expect(found.vertexScores[before]).toBeGreaterThan(0.5)
  })

  it('refuses weights that are none, saying what was found', () => {
    const text = new TextEncoder().encode('<html>no decoder</html>')
    expect(() => readDecoderWeights(text, 'decoder.bin')).toThrow(
      'decoder.bin: found "<htm", expected TLD1',
    )
  })
})
