import type { Lane, Link } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import type { EdgeAttributes, GraphVertex, LaneGraph } from '../laneGraph.ts'
import type { FoundLine } from '../lines/findLines.ts'
import { withDrivenLinks } from './drivenLinks.ts'
import { laneRecords } from './laneRecords.ts'
import { type DriveLane, lanesOf } from './lanesOf.ts'
import { type PosedGraph, worldGraph } from './worldGraph.ts'

const PLAIN: EdgeAttributes = {
  laneKind: 'road',
  turn: 'none',
  leftMark: 'none',
  rightMark: 'none',
}

/** A window at an ego's x in which these lines of vertices lead on, told in world space. */
function windowAt(egoX: number, lines: readonly (readonly (readonly [number, number])[])[]) {
  const vertices: GraphVertex[] = []
  const edges: LaneGraph['edges'][number][] = []
  for (const line of lines) {
    line.forEach(([x, y], index) => {
      const [nextX, nextY] = line[index + 1] ?? [2 * x - line[index - 1]![0], y]
      const heading = Math.atan2(nextY - y, nextX - x)
      vertices.push({ x: x - egoX, y, heading })
      if (index > 0) edges.push({ ...PLAIN, from: vertices.length - 2, to: vertices.length - 1 })
    })
  }
  const lanes = {
    graph: { vertices, edges },
    vertexScores: vertices.map(() => 0.9),
    edgeScores: edges.map(() => 0.9),
  }
  return { pose: { x: egoX, y: 0, z: 0, yaw: 0 }, lanes } satisfies PosedGraph
}

function straight(from: number, to: number, y: number): readonly (readonly [number, number])[] {
  const line: (readonly [number, number])[] = []
  for (let x = from; x < to; x += 12) line.push([x, y])
  return [...line, [to, y]]
}

/** Four windows along a straight road of two lanes, which none of them sees alike. */
const ROAD = [0, 20, 40, 60].map((x, index) =>
  windowAt(x, [straight(x - 40, x + 60, 1.75 + 0.2 * index), straight(x - 40, x + 60, -1.75)]),
)

describe('the lanes of a drive', () => {
  it('are one each where all windows see them, from the first window’s back to the last one’s front', () => {
    const { lanes, links } = lanesOf(worldGraph(ROAD))
    expect(lanes).toHaveLength(2)
    expect(links).toEqual([])
    for (const { points, score } of lanes) {
      expect(points[0]![0]).toBeCloseTo(-40)
      expect(points.at(-1)![0]).toBeCloseTo(120)
      expect(score).toBeGreaterThan(0.8)
      const steps = points.slice(1).map(([x], index) => x - points[index]![0])
      expect(Math.min(...steps)).toBeGreaterThan(-1.5)
    }
  })

  it('are cut where they fork, and go on as both', () => {
    const fork = windowAt(0, [straight(-40, 2, 0)])
    const { graph } = fork.lanes
    const at = graph.vertices.length - 1
    const vertices = [...graph.vertices, { x: 14, y: 0, heading: 0 }, { x: 13, y: 4, heading: 0.6 }]
    const edges = [
      ...graph.edges,
      { ...PLAIN, from: at, to: at + 1 },
      { ...PLAIN, from: at, to: at + 2 },
    ]
    const lanes = {
      graph: { vertices, edges },
      vertexScores: vertices.map(() => 1),
      edgeScores: edges.map(() => 1),
    }
    const found = lanesOf(worldGraph([{ ...fork, lanes }]))
    expect(found.lanes).toHaveLength(3)
    expect(found.links.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [0, 2],
    ])
    const doubtful = { ...found, links: found.links.map((link) => ({ ...link, score: 0.4 })) }
    const driven = withDrivenLinks(doubtful, [straight(-30, 30, 0.3).map(([x, y]) => [x, y, 0])])
    expect(driven.links.map(({ score }) => score)).toEqual([0.7, 0.4])
  })

  it('become proposed records with the lines beside them, draped on the ground', () => {
    const line = (kind: FoundLine['kind'], y: number): FoundLine => ({
      kind,
      points: [
        [130, y],
        [-50, y],
      ],
      score: 0.8,
    })
    const lines = [line('dashed', 0.1), line('edge', -3.6)]
    const records = laneRecords(lanesOf(worldGraph(ROAD)), lines, {
      heightAt: (x) => x / 100,
      prefix: 'p',
    })
    const lanes = records.filter((record): record is Lane => record.kind === 'lane')
    const links = records.filter((record): record is Link => record.kind === 'link')
    expect(records.map(({ state, provenance }) => `${state} ${provenance}`)).toEqual(
      records.map(() => 'proposed model'),
    )
    const right = lanes.find(({ centerLine }) => centerLine[0]![1] < 0)!
    expect(right.left).toEqual({ elementId: 'p-element-1', isReversed: true })
    expect(right.right).toEqual({ elementId: 'p-element-2', isReversed: true })
    expect(right.centerLine.at(-1)![2]).toBeCloseTo(1.2)
    expect(links.map(({ linkKind }) => linkKind).toSorted()).toEqual([
      'leftNeighbour',
      'rightNeighbour',
    ])
  })

  it('become records that rise as roads do where a wall was taken for ground', () => {
    const records = laneRecords(lanesOf(worldGraph(ROAD)), [], {
      heightAt: (x) => (Math.abs(x - 30) < 6 ? 3 : 0),
      prefix: 'p',
    })
    const lanes = records.filter((record): record is Lane => record.kind === 'lane')
    for (const { centerLine } of lanes) {
      for (const [index, [x, y, z]] of centerLine.slice(1).entries()) {
        const [beforeX, beforeY, beforeZ] = centerLine[index]!
        const most = 0.18 * Math.hypot(x - beforeX, y - beforeY)
        expect(Math.abs(z - beforeZ)).toBeLessThanOrEqual(most + 1e-9)
      }
    }
    expect(lanes.length).toBeGreaterThan(1)
  })

  it('are neighbours both ways where a short one runs beside a long one', () => {
    const lane = (y: number, to: number): DriveLane => ({
      points: [0, to / 2, to].map((x) => [x, y] as const),
      ...{ laneKind: 'road' as const, turn: 'none' as const, score: 0.5 },
    })
    const records = laneRecords({ lanes: [lane(0, 100), lane(3.5, 20)], links: [] }, [], {
      heightAt: () => 0,
      prefix: 'p',
    })
    const links = records.filter((record): record is Link => record.kind === 'link')
    expect(links.map(({ linkKind, from, to }) => `${from} ${linkKind} ${to}`)).toEqual([
      'p-lane-1 leftNeighbour p-lane-2',
      'p-lane-2 rightNeighbour p-lane-1',
    ])
  })
})
