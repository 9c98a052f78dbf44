import { nearestOnPolyline, type Vec3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { WINDOW } from '../laneGraph.ts'
import { LANE_NET } from '../net/layout.ts'
import { findLines } from './findLines.ts'
import { addDense, createLineMap, LINE_KINDS, type LineKind } from './lineMap.ts'

type Inside = (x: number, y: number) => boolean
const REGION = { minX: -80, minY: -80, maxX: 80, maxY: 80 }
const SURE = 5

/** What a net that is sure says of a window in which these places are of these kinds. */
function said(places: Partial<Record<LineKind, Inside>>): Float32Array {
  const { channels, rows, columns, cell } = LANE_NET.dense
  const dense = new Float32Array(channels * rows * columns).fill(-SURE)
  LINE_KINDS.forEach((kind, channel) => {
    for (let at = 0; at < rows * columns; at++) {
      const x = (Math.floor(at / columns) + 0.5) * cell - WINDOW.back
      const y = ((at % columns) + 0.5) * cell - WINDOW.side
      if (places[kind]?.(x, y) === true) dense[channel * rows * columns + at] = SURE
    }
  })
  return dense
}

function found(places: Partial<Record<LineKind, Inside>>, yaw = 0) {
  const map = createLineMap(REGION)
  addDense(map, said(places), { x: 3, y: -2, z: 0, yaw })
  return findLines(map)
}

describe('lines of dense maps', () => {
  it('are as long as they were and within a cell of where they were, however the window lies', () => {
    for (const yaw of [0, 0.5, 2]) {
      const lines = found({ solid: (_, y) => Math.abs(y - 0.02 * y * y - 3) < 0.6 }, yaw)
      expect(lines.map(({ kind }) => kind)).toEqual(['solid'])
      const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
      const line = lines[0]!.points.map(([x, y]): Vec3 => [x, y, 0])
      for (let ahead = -38; ahead < 58; ahead += 4) {
        const left = 3.2
        const place: Vec3 = [3 + cos * ahead - sin * left, -2 + sin * ahead + cos * left, 0]
        expect(nearestOnPolyline(line, place).distance).toBeLessThan(0.5)
      }
    }
  })

  it('go on over a gap in the paint, and are what most of them is', () => {
    const lines = found({
      dashed: (x, y) => Math.abs(y) < 0.5 && (x < 9 || x > 11.5),
      solid: (x, y) => Math.abs(y) < 0.5 && x > 50,
    })
    expect(lines.map(({ kind }) => kind)).toEqual(['dashed'])
    expect(lines[0]!.score).toBeGreaterThan(0.9)
  })

  it('tell crosswalks as rings, stop lines and arrows as lines', () => {
    const lines = found({
      crosswalk: (x, y) => x > 10 && x < 14 && Math.abs(y) < 6,
      stopLine: (x, y) => Math.abs(x - 8) < 0.5 && y > 0 && y < 6,
      arrow: (x, y) => x > 0 && x < 3 && Math.abs(y - 3) < 0.4,
    })
    expect(lines.map(({ kind }) => kind)).toEqual(['crosswalk', 'stopLine', 'arrow'])
    const [ring, stop] = lines.map(({ points }) => points)
    expect(ring).toHaveLength(4)
    const xs = ring!.map(([x]) => x)
    expect(Math.max(...xs) - Math.min(...xs)).toBeCloseTo(4, 0)
    expect(Math.hypot(stop![1]![0] - stop![0]![0], stop![1]![1] - stop![0]![1])).toBeCloseTo(6, 0)
  })

  it('are none where nothing is said', () => {
    expect(found({})).toEqual([])
  })
})
