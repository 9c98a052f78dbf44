import {
  graphOf,
  stepsOfRows,
  WINDOW_CHANNELS,
  WINDOW_COLUMNS,
  WINDOW_ROWS,
} from '@trueline/perception'
import { describe, expect, it } from 'vitest'
import { TARGET_COLUMNS, TARGET_ROWS, TARGETS } from './denseTargets.ts'
import { type LaneWindow, laneWindow, laneWindows, laneWindowWithoutMap } from './laneWindow.ts'
import { windowBytes } from './windowBytes.ts'

const WINDOWS = [3, 4, 5, 6, 7, 8, 9, 10].map(laneWindow).filter((window) => window !== null)

describe('laneWindow', () => {
  it('is the same for the same seed', () => {
    const first = WINDOWS[0]!
    const again = laneWindow(first.seed)!
    expect(again.channels.every((value, at) => value === first.channels[at])).toBe(true)
    expect(again.targets.every((value, at) => value === first.targets[at])).toBe(true)
    expect(again.graph).toEqual(first.graph)
  })

  it('asks only for lanes on ground that is seen, along the middles of lanes', () => {
    expect(WINDOWS.length).toBeGreaterThan(4)
    for (const window of WINDOWS) {
      const { vertices, edges } = graphOf(stepsOfRows(window.rows))
      expect(vertices.length).toBeGreaterThan(2)
      for (const { from, to } of edges) {
        const [a, b] = [vertices[from]!, vertices[to]!]
        const reach = Math.hypot(b.x - a.x, b.y - a.y)
        const bend = (axis: (angle: number) => number): number =>
          (reach / 8) * (axis(a.heading) - axis(b.heading))
        const middle = [(a.x + b.x) / 2 + bend(Math.cos), (a.y + b.y) / 2 + bend(Math.sin)] as const
        expect(distanceToLanes(window, middle)).toBeLessThan(0.75)
        expect(reach).toBeLessThan(16)
      }
    }
  })

  it('asks for no more where no standard map is shown', () => {
    const isMapped = ({ channels }: LaneWindow): boolean => {
      const size = channels.length / WINDOW_CHANNELS.length
      const at = WINDOW_CHANNELS.indexOf('map') * size
      return channels.subarray(at, at + size).some((value) => value > 0)
    }
    const mapped = WINDOWS.filter(isMapped)
    expect(mapped.length).toBeGreaterThan(1)
    const counts = mapped.map((window) => {
      const bare = laneWindowWithoutMap(window.seed)!
      expect(isMapped(bare)).toBe(false)
      return { without: bare.graph.edges.length, shown: window.graph.edges.length }
    })
    expect(counts.every(({ without, shown }) => without <= shown)).toBe(true)
    expect(counts.some(({ without, shown }) => without < shown)).toBe(true)
  })

  it('has a center line in the targets under every vertex that is seen', () => {
    for (const { rows, targets } of WINDOWS) {
      for (const { vertex } of stepsOfRows(rows)) {
        const row = Math.min(TARGET_ROWS - 1, Math.floor((vertex.x + 40) * 2))
        const column = Math.min(TARGET_COLUMNS - 1, Math.floor((vertex.y + 25) * 2))
        const cell = row * TARGET_COLUMNS + column
        expect(
          targets[TARGETS.indexOf('center') * TARGET_ROWS * TARGET_COLUMNS + cell],
        ).toBeGreaterThan(60)
      }
    }
  })

  it('is the last of its drive, of which ever more is seen', () => {
    const last = WINDOWS[0]!
    const windows = [...laneWindows(last.seed)]
    expect(windows.at(-1)!.channels.every((value, at) => value === last.channels[at])).toBe(true)
    const seen = windows.map(({ targets }) => sum(targets.subarray(-TARGET_ROWS * TARGET_COLUMNS)))
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen)
  })

  it('is laid out in bytes as the reader expects', () => {
    const window = WINDOWS[0]!
    const bytes = windowBytes(window)
    const channels = WINDOW_CHANNELS.length * WINDOW_ROWS * WINDOW_COLUMNS
    const targets = TARGETS.length * TARGET_ROWS * TARGET_COLUMNS
    expect(bytes.length).toBe(12 + channels + targets + 128 * 16 * 2)
    const view = new DataView(bytes.buffer)
    expect([0, 4, 8].map((at) => view.getUint32(at, true))).toEqual([
      0x4c4e4531,
      window.seed,
      window.stepCount,
    ])
    expect(view.getInt16(12 + channels + targets, true)).toBe(1)
  })
})

function sum(values: Uint8Array): number {
  return values.reduce((total, value) => total + value, 0)
}

function distanceToLanes({ network }: LaneWindow, [x, y]: readonly [number, number]): number {
  let nearest = Number.POSITIVE_INFINITY
  for (const { line } of network.lanes) {
    for (let index = 1; index < line.length; index++) {
      const [fromX, fromY] = line[index - 1]!
      const [wayX, wayY] = [line[index]![0] - fromX, line[index]![1] - fromY]
      const squared = Math.max(1e-9, wayX * wayX + wayY * wayY)
      const share = Math.min(1, Math.max(0, ((x - fromX) * wayX + (y - fromY) * wayY) / squared))
      nearest = Math.min(nearest, Math.hypot(x - fromX - share * wayX, y - fromY - share * wayY))
    }
  }
  return nearest
}
