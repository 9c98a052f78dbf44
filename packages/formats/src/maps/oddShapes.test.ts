import { type FixedRecord, laneId, mapElementId } from '@trueline/annotation'
import { nearestOnPolyline, offsetPolyline, type Polyline } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { MAP_CODECS } from '../testing/pairs.ts'
import { importedElement, importedLane, importedLink } from './fixedRecords.ts'
import { roadSource } from './testing/road.ts'
import { countsOf, fixedIn, throughMap } from './testing/roundTrip.ts'

const circle = (from: number, to: number, radius: number): Polyline =>
  Array.from({ length: 25 }, (_, index) => {
    const angle = from + ((to - from) * index) / 24
    return [20 + radius * Math.cos(angle), radius * Math.sin(angle), 0.2] as const
  })

/** An eight: it crosses itself in the middle. */
const eight: Polyline = Array.from({ length: 49 }, (_, index) => {
  const angle = (index / 48) * 1.9 * Math.PI
  return [20 + 15 * Math.sin(angle), 8 * Math.sin(2 * angle), 0.1] as const
})
/** All the way round: it ends where it begins. */
const loop = circle(0, 2 * Math.PI, 12)
/** There and back along itself. */
const hairpin: Polyline = [
  [5, 0, 0],
  [25, 0, 0],
  [5.5, 0.3, 0],
]

/** A lane along a line between boundaries of its own. */
function laneAlong(name: string, line: Polyline): readonly FixedRecord[] {
  const [left, right] = [1.5, -1.5].map((aside) =>
    importedElement(
      mapElementId(`${name}${aside}`),
      {
        elementKind: 'laneBoundary',
        shape: { kind: 'line', points: offsetPolyline(line, aside) },
      },
      { marks: [{ from: 0, pattern: 'solid', color: null }] },
    ),
  )
  const side = (one: typeof left) => ({ elementId: one!.id, isReversed: false })
  const lane = importedLane(laneId(name), line, {
    isCenterDerived: true,
    left: side(left),
    right: side(right),
  })
  return [left!, right!, lane]
}

/** Those that have lanes. */
const CODECS = MAP_CODECS.filter(({ id }) => id !== 'openlane')

describe('lines that no road has', () => {
  it.each(CODECS)(
    'are written and read by $id, or said to be lost',
    { timeout: 30_000 },
    async (codec) => {
      for (const [name, line] of Object.entries({ eight, loop, hairpin })) {
        const source = roadSource(laneAlong(name, line))
        const onto = codec.id === 'argoverse2' ? source.clip : null
        const { imported, losses } = await throughMap(codec, source, onto)
        const lost = (record: string, fields: readonly string[]): boolean =>
          losses.some((one) => one.record === record && fields.includes(one.field.en))
        expect(imported.report.refused, name).toEqual([])
        const { lanes } = fixedIn(imported.records)
        expect(lanes.length === 1 || lost('lane', ['all of it']), name).toBe(true)
        const [lane] = lanes
        if (lane === undefined || lost('lane', ['centre line', 'boundaries'])) continue
        const off = Math.max(
          ...line.map((point) => nearestOnPolyline(lane.centerLine, point).distance),
        )
        // The clip begins elsewhere than the format's own map may: shapes are compared, not places.
        const isPlaced = imported.clip.worldOrigin.every((one, at) => {
          return one === source.clip.worldOrigin[at]
        })
        if (isPlaced) expect(off, name).toBeLessThan(0.05)
      }
    },
  )

  it.each(CODECS)(
    'and links of lanes with themselves, round about, and to nothing break nothing in $id',
    { timeout: 30_000 },
    async (codec) => {
      const [a, b] = [laneAlong('a', loop), laneAlong('b', circle(0, 3, 12))]
      const source = roadSource([
        ...a,
        ...b,
        importedLink('successor', { from: laneId('a'), to: laneId('a') }),
        importedLink('successor', { from: laneId('a'), to: laneId('b') }),
        importedLink('successor', { from: laneId('b'), to: laneId('a') }),
        importedLink('successor', { from: laneId('b'), to: laneId('nowhere') }),
        importedLink('controls', { from: mapElementId('no light'), to: laneId('a') }),
      ])
      const onto = codec.id === 'argoverse2' ? source.clip : null
      const { imported, losses } = await throughMap(codec, source, onto)
      const { lanes, links } = fixedIn(imported.records)
      const counts = countsOf(imported.records)
      if (lanes.length > 0) expect(counts.lane).toBe(2)
      // Of the five, each came back, or is counted as lost, or refused; some are both.
      const lost = losses
        .filter(({ record }) => record === 'link')
        .map(({ count, field }) => (field.en === 'all of it' ? count : 0))
        .reduce((sum, one) => sum + one, 0)
      const kept = links.filter(
        ({ linkKind }) => linkKind === 'successor' || linkKind === 'controls',
      )
      expect(kept.length + lost + imported.report.refused.length).toBeGreaterThanOrEqual(5)
    },
  )
})
