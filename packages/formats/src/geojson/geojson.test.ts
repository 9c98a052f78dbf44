import { fileURLToPath } from 'node:url'
import { recordSchema } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { codecById } from '../codecs.ts'
import { placesOf } from '../maps/testing/places.ts'
import { ROAD, roadSource } from '../maps/testing/road.ts'
import { countsOf, fixedIn, otherRecords, throughMap } from '../maps/testing/roundTrip.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'

const OPTIONS = { name: 'map', onto: null }
const geojson = codecById('geojson')!
const testdata = fileURLToPath(new URL('testdata/lanes.geojson', import.meta.url))
const readRoot = (root: unknown) =>
  geojson.read(memoryTree({ 'map.geojson': JSON.stringify(root) }), OPTIONS)
const lineAt = (id: string, coordinates: unknown, properties: object = {}) => ({
  ...{ type: 'Feature', id, properties },
  geometry: { type: 'LineString', coordinates },
})
const collectionOf = (...features: readonly object[]) => ({ type: 'FeatureCollection', features })

describe('GeoJSON', () => {
  it('of lanes’ middles becomes lanes that follow one another', async () => {
    const imported = await geojson.read(diskTree(testdata), OPTIONS)
    expect(imported.report.refused).toEqual([])
    expect(countsOf(imported.records)).toEqual({ lane: 3, successor: 1 })
    const { imported: again, losses } = await throughMap(geojson, exportSourceOf(imported))
    expect(losses).toEqual([])
    expect(otherRecords(imported.records, again.records)).toEqual([])
  })

  it('holds all there is of lanes, elements and links, in place', async () => {
    const { imported, losses } = await throughMap(geojson, roadSource())
    expect(losses).toEqual([])
    expect(countsOf(imported.records)).toEqual(countsOf(ROAD))
    for (const record of imported.records) expect(recordSchema.safeParse(record).success).toBe(true)
    const bare = (records: typeof ROAD) =>
      fixedIn(records).lanes.map(({ laneKind, turn, state, score, speedLimit, attributes }) => {
        return { laneKind, turn, state, score, speedLimit, attributes }
      })
    expect(bare(imported.records)).toEqual(bare(ROAD))
    expect(fixedIn(imported.records).links.map(({ score }) => score)).toContain(0.5)
    const [before, after] = [roadSource(), imported].map((one) => placesOf(one))
    for (const [index, place] of before!.entries()) {
      for (const [axis, value] of place.entries())
        expect(after![index]![axis]).toBeCloseTo(value, 3)
    }
  })

  it('takes a line of no kind for a road of a standard map, and writes it back the same', async () => {
    const root = collectionOf(
      lineAt(
        'r',
        [
          [8.4, 49],
          [8.41, 49.001],
        ],
        { highway: 'residential', name: 'A 1' },
      ),
    )
    const imported = await readRoot(root)
    const [road] = fixedIn(imported.records).elements
    expect(road).toMatchObject({
      elementKind: 'other',
      attributes: { standardMap: true, name: 'A 1' },
    })
    const files = await filesOf(geojson.write!(exportSourceOf(imported), { withSensors: false }))
    expect(JSON.parse(new TextDecoder().decode(files['map.geojson']))).toEqual(root)
  })

  it('beyond degrees is taken as meters, and said so', async () => {
    const { report, records } = await readRoot(
      collectionOf(
        lineAt(
          'a',
          [
            [0, 0],
            [500, 2],
          ],
          { kind: 'lane' },
        ),
      ),
    )
    expect(report.notices.map(({ message }) => message.en)[0]).toContain(
      'latitude and longitude may be swapped',
    )
    expect(fixedIn(records).lanes[0]!.centerLine[1]).toEqual([500, 2, 0])
  })

  it('with points kilometers apart as degrees is taken as meters, and said so', async () => {
    const middle = [0, 5, 10].map((x) => [x, 2])
    const { report, records } = await readRoot(collectionOf(lineAt('a', middle, { kind: 'lane' })))
    expect(report.notices.map(({ message }) => message.en)[0]).toContain('555 km apart')
    expect(fixedIn(records).lanes[0]!.centerLine[1]).toEqual([5, 0, 0])
  })

  it('with a place on the other side of the earth is read but for that', async () => {
    const near = (latitude: number) => [0, 0.001, 0.002].map((more) => [8.4 + more, latitude])
    const { report, records } = await readRoot(
      collectionOf(
        lineAt('a', near(49), { kind: 'lane' }),
        lineAt('b', [...near(49.001), [98.4, 0]], { kind: 'lane' }),
      ),
    )
    expect(fixedIn(records).lanes.map(({ id }) => id)).toHaveLength(1)
    expect(report.refused.map(({ found, expected }) => [found.en, expected.en])).toEqual([
      ['"98.4, 0"', 'a place near the rest of the map'],
    ])
  })

  it('whose lanes are mirrored says so, and turns nothing', async () => {
    const lane = (at: number) => [
      lineAt(
        `r${at}`,
        [
          [0, at - 2],
          [200, at - 2],
        ],
        { kind: 'laneBoundary' },
      ),
      lineAt(
        `m${at}`,
        [
          [0, at],
          [200, at],
        ],
        { kind: 'lane', left: { id: `r${at}` } },
      ),
    ]
    const { report } = await readRoot(collectionOf(...[0, 10, 20].flatMap(lane)))
    expect(report.notices.map(({ message }) => message.en).join()).toContain('3 of 3 lanes')
  })

  it('is read but for what is wrong in it', async () => {
    const { records, report } = await readRoot(
      collectionOf(
        lineAt(
          'a',
          [
            [8.4, 49],
            [8.5, 49],
          ],
          { kind: 'lane', successors: ['b', 'nowhere'] },
        ),
        lineAt('b', [[8.5, 49]], { kind: 'lane' }),
        lineAt(
          'c',
          [
            [8.5, 'x'],
            [1, 2],
          ],
          {},
        ),
        { type: 'Feature', geometry: null, properties: null },
        {
          ...lineAt('d', []),
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [1, 1],
                [2, 2],
                [1, 1],
              ],
            ],
          },
        },
        lineAt('a', [
          [8.4, 49],
          [8.5, 49],
        ]),
      ),
    )
    expect(countsOf(records)).toEqual({ lane: 1 })
    expect(report.refused.map(({ place, found }) => [place.en, found.en])).toEqual([
      ['/features/1/geometry/coordinates', 'an array of 1'],
      ['/features/2/geometry/coordinates/0/1', '"x"'],
      ['/features/3/geometry', 'null'],
      ['/features/4/geometry/coordinates/0', 'an array of 3'],
      ['/features/5/properties/a', 'id a a second time'],
      ['/features/0/properties/successors', 'b, which is not there'],
      ['/features/0/properties/successors', 'nowhere, which is not there'],
    ])
  })
})
