import { type Polyline, resamplePolyline } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import type { OpenReport } from '../refuse.ts'
import { spreadOf, tellUnstable } from './unstableLines.ts'

const straight = (from: number, to: number, aside: number): Polyline =>
  resamplePolyline(
    [
      [from, aside, 0],
      [to, aside, 0],
    ],
    2,
  )

describe('lines that several frames tell', () => {
  it('lie as far apart as their frames have them aside, whatever part of them each sees', () => {
    expect(spreadOf([straight(0, 40, 0), straight(10, 30, 0.4)])).toBeCloseTo(0.4, 6)
    expect(spreadOf([straight(0, 40, 0), straight(20, 60, 0)])).toBeCloseTo(0, 6)
    expect(
      spreadOf([straight(0, 40, 0), straight(10, 30, 0.3), straight(10, 30, -0.3)]),
    ).toBeCloseTo(0.3, 6)
    // A line that climbs is no other line.
    const climbing = straight(10, 30, 0).map(([x, y]) => [x, y, x / 10] as const)
    expect(spreadOf([straight(0, 40, 0), climbing])).toBeCloseTo(0, 6)
  })

  it('are not held against what they do not run beside', () => {
    expect(spreadOf([])).toBe(0)
    expect(spreadOf([straight(0, 40, 0)])).toBe(0)
    expect(spreadOf([straight(0, 40, 0), straight(50, 70, 3)])).toBe(0)
  })

  it('are told once, with the one that lies off most', () => {
    const report: OpenReport = { refused: [], notices: [] }
    const moved = (name: string, aside: number) => {
      return { name, lines: [straight(0, 40, 0), straight(10, 30, aside)] }
    }
    tellUnstable([moved('1', 0.2), moved('2', 0.1), moved('3', 0.5)], { report, file: 'lane3d' })
    expect(report.notices.map(({ message }) => message.en)).toEqual([
      '2 lines lie more than 0.15 m elsewhere in other frames, line 3 by 0.50 m: poses or lines are off',
    ])
    const still: OpenReport = { refused: [], notices: [] }
    tellUnstable([moved('2', 0.1)], { report: still, file: 'lane3d' })
    expect(still.notices).toEqual([])
  })
})
