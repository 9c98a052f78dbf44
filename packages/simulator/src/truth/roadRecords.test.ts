import type { FixedRecord, Lane, Link, MapElement } from '@trueline/annotation'
import { distance, nearestOnPolyline, type Vec3 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { createRecording } from '../clip.ts'
import { worldFromEgoOf } from './observe.ts'
import { roadRecords } from './roadRecords.ts'

const FRAMES = 60
const recordings = [3, 7].map((seed) => createRecording({ seed, frames: FRAMES, sensor: 'hdl32' }))
const of = <Kind extends FixedRecord['kind']>(records: readonly FixedRecord[], kind: Kind) =>
  records.filter((one): one is Extract<FixedRecord, { kind: Kind }> => one.kind === kind)

describe('the road of a simulated street', () => {
  it.each(recordings)(
    'has lanes that lead on where they end, and where the ego drives ($seed)',
    (recording) => {
      const records = roadRecords(recording)
      const lanes = new Map(of(records, 'lane').map((lane) => [lane.id as string, lane]))
      const links: readonly Link[] = of(records, 'link')
      expect(lanes.size).toBeGreaterThan(8)
      for (const { from, to } of links) {
        const [end, start] = [lanes.get(from)!.centerLine.at(-1)!, lanes.get(to)!.centerLine[0]!]
        expect(distance(end, start)).toBeLessThan(1e-6)
      }
      // Two ways into each side street and two out of it.
      const turning = [...lanes.values()].filter(({ turn }) => turn === 'left' || turn === 'right')
      expect(turning.length % 4).toBe(0)
      expect(turning.length).toBeGreaterThan(0)
      for (let frame = 0; frame < FRAMES; frame += 10) {
        const ego: Vec3 = worldFromEgoOf(recording, frame).translation
        const away = [...lanes.values()].map(
          ({ centerLine }) => nearestOnPolyline(centerLine, ego).distance,
        )
        expect(Math.min(...away)).toBeLessThan(0.1)
      }
    },
  )

  it.each(recordings)('has boundaries on their sides of their lanes ($seed)', (recording) => {
    const records = roadRecords(recording)
    const elements = new Map(of(records, 'mapElement').map((one) => [one.id as string, one]))
    for (const lane of of(records, 'lane')) {
      for (const [side, sign] of [
        ['left', 1],
        ['right', -1],
      ] as const) {
        const boundary = lane[side]
        if (boundary === null) continue
        const away = sideOf(lane, elements.get(boundary.elementId)!)
        expect(sign * away).toBeGreaterThan(1.7)
        expect(sign * away).toBeLessThan(2.1)
      }
    }
  })
})

/** How far left of a lane's first piece the nearest place of a line is. */
function sideOf({ centerLine }: Lane, { shape }: MapElement): number {
  const [[x, y], [toX, toY]] = [centerLine[0]!, centerLine[1]!]
  const line = shape.kind === 'line' ? shape.points : []
  const { point } = nearestOnPolyline(line, centerLine[0]!)
  const length = Math.hypot(toX - x, toY - y)
  return ((toX - x) * (point[1] - y) - (toY - y) * (point[0] - x)) / length
}
