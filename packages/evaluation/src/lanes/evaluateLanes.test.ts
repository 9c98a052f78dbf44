import { allRecords } from '@trueline/annotation'
import { road } from '@trueline/annotation/testing'
import { resamplePolyline, type Vec3 } from '@trueline/geometry'
import { evenly } from '@trueline/geometry/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateLanes } from './evaluateLanes.ts'
import { type LaneGraph, laneGraphOf } from './laneGraph.ts'

const ROAD = laneGraphOf(allRecords(road(3)))
const EMPTY: LaneGraph = { lanes: [], links: [], boundaries: [] }

function moved(graph: LaneGraph, by: Vec3): LaneGraph {
  const line = (points: readonly Vec3[]): readonly Vec3[] =>
    points.map(([x, y, z]) => [x + by[0], y + by[1], z + by[2]])
  return {
    links: graph.links,
    lanes: graph.lanes.map((lane) => ({ ...lane, line: line(lane.line) })),
    boundaries: graph.boundaries.map((one) => ({ ...one, line: line(one.line) })),
  }
}

function resampled(graph: LaneGraph, step: number): LaneGraph {
  return {
    ...graph,
    lanes: graph.lanes.map((lane) => ({ ...lane, line: resamplePolyline(lane.line, step) })),
  }
}

describe('evaluateLanes', () => {
  it('finds all of a road in itself, however densely it is drawn', () => {
    fc.assert(
      fc.property(evenly(0.7, 9, 0.1), (step) => {
        const scores = evaluateLanes({ reference: ROAD, prediction: resampled(ROAD, step) }, null)
        expect(scores.lanes).toMatchObject({ objects: 6, predictions: 6 })
        for (const { ap } of [...scores.lanes.frechet, ...scores.lanes.chamfer]) expect(ap).toBe(1)
        expect(scores.boundaries.classes.unpainted.chamfer[0]).toEqual({ within: 0.5, ap: 1 })
        expect(scores.vertices.f1).toBe(1)
        expect(scores.links).toMatchObject({ finds: 4, missed: 0, unmatched: 0 })
        expect(scores.reach).toMatchObject({ finds: 6, missed: 0, unmatched: 0 })
        expect(scores.topLl).toBe(1)
      }),
      { numRuns: 20 },
    )
  })

  it('does not move with the origin', () => {
    const by = evenly(-500, 500, 0.5)
    const prediction = moved(ROAD, [0.2, 0.6, 0.1])
    const here = evaluateLanes({ reference: ROAD, prediction }, null)
    fc.assert(
      fc.property(by, by, (x, y) => {
        const sets = {
          reference: moved(ROAD, [x, y, 0]),
          prediction: moved(prediction, [x, y, 0]),
        }
        expect(evaluateLanes(sets, null)).toEqual(here)
      }),
      { numRuns: 20 },
    )
  })

  it('takes lanes a meter to the side for finds at one and a half, and no nearer', () => {
    const scores = evaluateLanes({ reference: ROAD, prediction: moved(ROAD, [0, 1.01, 0]) }, null)
    expect(scores.lanes.frechet.map(({ ap }) => ap)).toEqual([0, 0, 1])
    expect(scores.lanes.chamfer.map(({ ap }) => ap)).toEqual([0, 0, 1])
    expect(scores.links.f1).toBe(1)
    // At 2 and 3 m all is found, and at 1 m nothing.
    expect(scores.topLl).toBeCloseTo(2 / 3, 12)
  })

  it('tells direction by Fréchet distance and not by Chamfer distance', () => {
    const turned = {
      ...ROAD,
      lanes: ROAD.lanes.map((lane) => ({ ...lane, line: lane.line.toReversed() })),
    }
    const { lanes } = evaluateLanes({ reference: ROAD, prediction: turned }, null)
    expect(lanes.frechet.map(({ ap }) => ap)).toEqual([0, 0, 0])
    expect(lanes.chamfer.map(({ ap }) => ap)).toEqual([1, 1, 1])
    const both = { ...turned, lanes: turned.lanes.map((lane) => ({ ...lane, isTwoWay: true })) }
    const either = evaluateLanes({ reference: ROAD, prediction: both }, null).lanes
    expect(either.frechet.map(({ ap }) => ap)).toEqual([1, 1, 1])
  })

  it('ranks lanes by how sure they are', () => {
    const [first, ...others] = ROAD.lanes
    const wrong = { ...first!, line: first!.line.map(([x, y, z]): Vec3 => [x, y + 50, z]) }
    const score = (surety: number) => {
      const right = [first!, ...others].map((lane) => ({ ...lane, surety: 0.5 }))
      const lanes = [...right, { ...wrong, surety }]
      const prediction = { ...ROAD, lanes }
      return evaluateLanes({ reference: ROAD, prediction }, null).lanes.frechet[0]!.ap
    }
    expect(score(0.4)).toBe(1)
    // One wrong before six right ones.
    expect(score(0.6)).toBeCloseTo(6 / 7, 12)
  })

  it('compares from above where one of the two tells no heights', () => {
    const flat = moved(ROAD, [0, 0, 0])
    const prediction = {
      ...flat,
      lanes: flat.lanes.map((lane) => ({
        ...lane,
        line: lane.line.map(([x, y]): Vec3 => [x, y, 40]),
      })),
      boundaries: [],
    }
    const scores = evaluateLanes({ reference: ROAD, prediction }, null)
    expect(scores.hasHeights).toBe(false)
    expect(scores.lanes.frechet[0]!.ap).toBe(1)
  })

  it('compares within reach of the way driven alone', () => {
    const reach = {
      path: [
        [0, 0, 0],
        [10, 0, 0],
      ],
      range: 20,
    } as const
    const far = { ...ROAD, lanes: ROAD.lanes.slice(0, 4), links: ROAD.links.slice(0, 2) }
    const scores = evaluateLanes({ reference: ROAD, prediction: moved(far, [0, 0, 0]) }, reach)
    // Lanes of the first stretch whole, of the second half; of the third nothing.
    expect(scores.lanes).toMatchObject({ objects: 4 })
    expect(scores.vertices.missed).toBeLessThan(25)
    expect(evaluateLanes({ reference: ROAD, prediction: ROAD }, reach).topLl).toBe(1)
    expect(evaluateLanes({ reference: ROAD, prediction: ROAD }, reach).links.finds).toBe(2)
  })

  it('says nothing of roads that are not there', () => {
    const scores = evaluateLanes({ reference: EMPTY, prediction: EMPTY }, null)
    expect(scores.topLl).toBeNull()
    expect(scores.vertices.f1).toBeNull()
    expect(scores.lanes.frechet[0]!.ap).toBeNull()
    expect(evaluateLanes({ reference: ROAD, prediction: EMPTY }, null).vertices.recall).toBe(0)
    expect(evaluateLanes({ reference: EMPTY, prediction: ROAD }, null).vertices.precision).toBe(0)
  })
})
