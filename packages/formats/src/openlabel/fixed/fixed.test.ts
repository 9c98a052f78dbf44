import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  isCurveThrough,
  laneId,
  lineOfCurve,
  type MapElement,
  mapElementId,
  recordSchema,
} from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { codecById } from '../../codecs.ts'
import { importedElement, importedLane } from '../../maps/fixedRecords.ts'
import { placesOf } from '../../maps/testing/places.ts'
import { ROAD, roadSource } from '../../maps/testing/road.ts'
import { countsOf, fixedIn, otherRecords, throughMap } from '../../maps/testing/roundTrip.ts'
import { diskTree } from '../../testing/diskTree.ts'
import { exportSourceOf, filesOf, jsonOf } from '../../testing/exportSource.ts'
import { referenceClip } from '../../testing/pairs.ts'

const openlabel = codecById('openlabel')!
const testdata = fileURLToPath(new URL('../testdata/lanes.json', import.meta.url))
const read = () => openlabel.read(diskTree(testdata), { name: 'map', onto: null })

const KNOTS = [
  [0, 0, 0],
  [12, 1, 0.2],
  [20, 9, 0.3],
  [21, 20, 0.1],
] as const

function pointsOf({ shape }: MapElement) {
  return shape.kind === 'box' ? [] : shape.points
}

describe('lanes in an OpenLABEL document', () => {
  it('share their edges and are linked by relations', async () => {
    const { records, report } = await read()
    expect(report.refused).toEqual([])
    const { lanes, links, elements } = fixedIn(records)
    const [a, b, c] = lanes
    expect(a!.left).toEqual(c!.right)
    expect(links.map(({ linkKind, from, to }) => [linkKind, from, to])).toEqual([
      ['successor', a!.id, b!.id],
      ['leftNeighbour', a!.id, c!.id],
    ])
    expect(elements.map(({ marks }) => marks[0]!.pattern)).toContain('dashed')
    for (const record of records) expect(recordSchema.safeParse(record).success).toBe(true)
  })

  it('come back as they were, and what was edited alone anew', async () => {
    const imported = await read()
    const source = JSON.parse(readFileSync(testdata, 'utf8')) as {
      openlabel: { objects: Record<string, unknown>; relations: Record<string, unknown> }
    }
    const write = async (records: typeof imported.records) =>
      jsonOf(
        await filesOf(openlabel.write!(exportSourceOf(imported, records), { withSensors: false })),
        'lanes.json',
      ) as typeof source
    expect(await write(imported.records)).toEqual(source)
    const [, b] = fixedIn(imported.records).lanes
    const turned = await write(
      imported.records.map((one) => (one.id === b!.id ? { ...b!, turn: 'left' as const } : one)),
    )
    const uid = b!.id.slice('openlabel:lane/'.length)
    const { [uid]: changed, ...rest } = turned.openlabel.objects
    const { [uid]: before, ...restBefore } = source.openlabel.objects
    expect(rest).toEqual(restBefore)
    expect(changed).not.toEqual(before)
    expect(turned.openlabel.relations).toEqual(source.openlabel.relations)
    const without = await write(
      imported.records.filter(
        (one) => one.id !== b!.id && !(one.kind === 'link' && one.to === b!.id),
      ),
    )
    expect(Object.keys(without.openlabel.objects)).not.toContain(uid)
    expect(Object.keys(without.openlabel.relations)).toEqual(['1', '2'])
  })

  it('are written into the document of a clip from elsewhere, with all there is of them', async () => {
    const { imported, losses } = await throughMap(openlabel, roadSource())
    expect(losses.map(({ record, field, count }) => `${record} ${field.en} ${count}`)).toEqual(
      ['clip extras 0', 'link score 1'].slice(1),
    )
    expect(countsOf(imported.records)).toEqual(countsOf(ROAD))
    const described = (records: typeof ROAD) =>
      fixedIn(records)
        .lanes.map(({ laneKind, turn, state, score, attributes, isInJunction }) =>
          JSON.stringify({ laneKind, turn, state, score, attributes, isInJunction }),
        )
        .toSorted()
    expect(described(imported.records)).toEqual(described(ROAD))
    const [source] = [roadSource()]
    const sorted = (places: ReturnType<typeof placesOf>) =>
      places.map((one) => one.map((value) => value.toFixed(3)).join()).toSorted()
    expect(
      sorted(placesOf({ records: imported.records, clip: { ...imported.clip, extras: {} } })),
    ).toEqual(sorted(placesOf({ records: ROAD, clip: { ...source!.clip, extras: {} } })))
    const again = await throughMap(openlabel, exportSourceOf(imported))
    expect(otherRecords(imported.records, again.imported.records)).toEqual([])
  })

  it('that were drawn as curves keep their knots, boundaries too, but not those of a line that was moved', async () => {
    const [a, b, knots] = [laneId('a'), laneId('b'), KNOTS]
    const points = lineOfCurve(knots)
    const side = (isReversed: boolean) => ({ elementId: mapElementId('edge'), isReversed })
    const records = [
      importedElement(
        mapElementId('edge'),
        { elementKind: 'laneBoundary', shape: { kind: 'line', points } },
        { knots },
      ),
      importedElement(
        mapElementId('kerb'),
        { elementKind: 'roadEdge', shape: { kind: 'line', points } },
        { knots },
      ),
      importedLane(a, points, { knots, left: side(false) }),
      importedLane(b, points.toReversed(), { knots: knots.toReversed(), left: side(true) }),
    ]
    const { clip, ...rest } = roadSource()
    const source = { ...rest, clip: { ...clip, worldOrigin: [4e5, 3e6, 20] as const }, records }
    const { imported, losses } = await throughMap(openlabel, source)
    expect(losses).toEqual([])
    const { lanes, elements } = fixedIn(imported.records)
    expect([...lanes, ...elements]).toHaveLength(4)
    for (const record of [...lanes, ...elements]) {
      const line = record.kind === 'lane' ? record.centerLine : pointsOf(record)
      expect(record.knots).toHaveLength(4)
      expect(isCurveThrough(line, record.knots!)).toBe(true)
    }
    const moved = records.map((one) =>
      one.kind === 'lane' ? { ...one, centerLine: one.centerLine.with(1, [6, 3, 0]) } : one,
    )
    const stale = fixedIn(
      (await throughMap(openlabel, { ...source, records: moved })).imported.records,
    )
    expect(stale.lanes.map((one) => 'knots' in one)).toEqual([false, false])
    expect(stale.elements.map((one) => 'knots' in one)).toEqual([true, true])
  })

  it('leave the boxes of a document beside them alone', async () => {
    const clip = await referenceClip()
    const { records: road } = roadSource()
    const boxes = await openlabel.read(
      diskTree(fileURLToPath(new URL('../testdata/quat.json', import.meta.url))),
      { name: 'x', onto: null },
    )
    const source = { ...exportSourceOf(boxes), records: [...boxes.records, ...road] }
    const { imported } = await throughMap(openlabel, source)
    expect(
      otherRecords(
        boxes.records,
        imported.records.filter(({ kind }) => !/lane|mapElement|link/.test(kind)),
      ),
    ).toEqual([])
    expect(countsOf(imported.records)).toMatchObject({ lane: 3, cuboid: 19 })
    expect(clip.frames).toHaveLength(4)
  })
})
