import { laneId, mapElementId } from '@trueline/annotation'
import type { Polyline } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { codecById } from '../codecs.ts'
import { importedElement, importedLane } from './fixedRecords.ts'
import { roadSource } from './testing/road.ts'
import { countsOf, fixedIn, throughMap } from './testing/roundTrip.ts'

/** Of each of three lines. */
const POINTS = 33_400

/** A line that winds along. */
function winding(side: number): Polyline {
  return Array.from({ length: POINTS }, (_, index) => {
    const x = index * 0.3
    return [x, side + 20 * Math.sin(x / 300), 0.001 * x] as const
  })
}

describe('a map of a hundred thousand points', () => {
  it.each(['lanelet2', 'geojson'])(
    'is written and read in %s, soon and whole',
    { timeout: 120_000 },
    async (id) => {
      const [left, right] = [winding(1.75), winding(-1.75)].map((points, index) =>
        importedElement(mapElementId(`e${index}`), {
          elementKind: 'laneBoundary',
          shape: { kind: 'line', points },
        }),
      )
      const lane = importedLane(laneId('l'), winding(0), {
        isCenterDerived: true,
        left: { elementId: left!.id, isReversed: false },
        right: { elementId: right!.id, isReversed: false },
      })
      const start = process.cpuUsage()
      const { imported } = await throughMap(codecById(id)!, roadSource([left!, right!, lane]))
      // Of the processor, which others may be busy on too; five seconds here.
      expect(process.cpuUsage(start).user).toBeLessThan(20e6)
      expect(imported.report.refused).toEqual([])
      expect(countsOf(imported.records)).toEqual({ lane: 1, laneBoundary: 2 })
      expect(fixedIn(imported.records).lanes[0]!.centerLine).toHaveLength(POINTS)
    },
  )
})
