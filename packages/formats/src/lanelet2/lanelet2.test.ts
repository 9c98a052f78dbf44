import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Lane, laneId, recordSchema } from '@trueline/annotation'
import { distance } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { codecById } from '../codecs.ts'
import { importedLane, importedLink } from '../maps/fixedRecords.ts'
import {
  countsOf,
  fixedIn,
  otherRecords,
  strangerOf,
  throughMap,
} from '../maps/testing/roundTrip.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'

const OPTIONS = { name: 'map', onto: null }
const lanelet2 = codecById('lanelet2')!
const testdata = fileURLToPath(new URL('testdata/map.osm', import.meta.url))
const osm = readFileSync(testdata, 'utf8')
const readText = (text: string) => lanelet2.read(memoryTree({ 'map.osm': text }), OPTIONS)

describe('a Lanelet2 map', () => {
  it('becomes lanes that share lines, with the links that shared nodes imply', async () => {
    const { records, report, clip } = await lanelet2.read(diskTree(testdata), OPTIONS)
    expect(report.refused).toEqual([])
    const { lanes, links } = fixedIn(records)
    expect(lanes.map(({ speedLimit }) => speedLimit! * 3.6)).toEqual([50, 50, 50])
    const [a, b, c] = lanes
    expect(a!.left).toEqual(c!.right)
    expect(b!.right!.isReversed).toBe(true)
    const light = 'lanelet2:way/2007'
    const stopLine = 'lanelet2:way/2006'
    expect(links.map(({ linkKind, from, to }) => [linkKind, from, to])).toEqual([
      ['successor', a!.id, b!.id],
      ['leftNeighbour', a!.id, c!.id],
      ['rightNeighbour', c!.id, a!.id],
      ['controls', light, a!.id],
      ['controls', stopLine, a!.id],
      ['belongsTo', stopLine, light],
    ])
    const [start] = lanes[0]!.centerLine
    const truth = [1346.6528979451514, 2155.4051876408835, 19.321969772920646] as const
    const place = start!.map((one, at) => one + clip.worldOrigin[at]!)
    expect(distance(place as unknown as typeof truth, truth)).toBeLessThan(1e-5)
    for (const record of records) expect(recordSchema.safeParse(record).success).toBe(true)
  })

  it('comes back equal, and with every lane and link where another format had it', async () => {
    const imported = await lanelet2.read(diskTree(testdata), OPTIONS)
    const own = await throughMap(lanelet2, exportSourceOf(imported))
    expect(own.losses).toEqual([])
    expect(otherRecords(imported.records, own.imported.records)).toEqual([])
    const strange = await throughMap(lanelet2, strangerOf(imported))
    expect(strange.losses).toEqual([])
    expect(countsOf(strange.imported.records)).toEqual(countsOf(imported.records))
  })

  it('keeps ids, degrees as printed and unknown tags of what was not changed', async () => {
    const told = osm.replace('<tag k="location" v="urban"/>', '<tag k="location" v="moon"/>')
    const imported = await readText(told)
    const { imported: again } = await throughMap(lanelet2, exportSourceOf(imported))
    expect(JSON.stringify(again.records)).toContain('"49.01935245188"')
    expect(fixedIn(again.records).lanes[0]!.attributes).toEqual({ location: 'moon' })
  })

  it('says which links it would lose once ends lie apart, and loses those alone', async () => {
    const imported = await lanelet2.read(diskTree(testdata), OPTIONS)
    const source = exportSourceOf(imported)
    const { lanes } = fixedIn(imported.records)
    const right = lanes[1]!.right!.elementId
    const records = source.records.map((one) =>
      one.kind === 'mapElement' && one.id === right && one.shape.kind === 'line'
        ? {
            ...one,
            shape: {
              ...one.shape,
              points: one.shape.points.map(([x, y, z]) => [x + 1, y, z] as const),
            },
          }
        : one,
    )
    const { imported: again, losses } = await throughMap(lanelet2, { ...source, records })
    expect(losses.map(({ record, field, count }) => [record, field.en, count])).toEqual([
      ['link', 'all of it', 1],
    ])
    expect(countsOf(again.records).successor).toBeUndefined()
    expect(countsOf(again.records).controls).toBe(2)
  })

  it('takes lanes without boundaries between virtual lines that meet where lanes follow', async () => {
    const a = importedLane(laneId('a'), [
      [0, 0, 0],
      [20, 0, 0],
    ])
    const b = importedLane(laneId('b'), [
      [20, 0, 0],
      [30, 5, 1],
    ])
    const c = importedLane(laneId('c'), [
      [20, 0, 0],
      [30, -5, 1],
    ])
    const links = [b, c].map(({ id }) => importedLink('successor', { from: a.id, to: id }))
    const source = strangerOf(await lanelet2.read(diskTree(testdata), OPTIONS))
    const { imported, losses } = await throughMap(lanelet2, {
      ...source,
      records: [a, b, c, ...links],
    })
    expect(losses.map(({ field, count }) => [field.en, count])).toEqual([['boundaries', 3]])
    const { lanes } = fixedIn(imported.records)
    expect(countsOf(imported.records)).toMatchObject({ lane: 3, successor: 2 })
    const lengthOf = ({ centerLine }: Lane): number => distance(centerLine[0]!, centerLine.at(-1)!)
    expect(lengthOf(lanes[0]!)).toBeCloseTo(20, 3)
  })

  it('is read but for what is wrong in it', async () => {
    const wrong = osm
      .replace('<nd ref="1001"/>', '<nd ref="77"/>')
      .replace('<member type="way" ref="2003" role="left"/>', '')
      .replace('lat="49.01936646118"', 'lat="98"')
    const { records, report } = await readText(wrong)
    expect(fixedIn(records).lanes.length).toBeLessThan(3)
    expect(report.refused.map(({ place, found }) => [place.en, found.en])).toEqual([
      ['node 1002', 'a latitude of 98°: latitude and longitude may be swapped'],
      ['way 2001', 'node 77, which is not in the file'],
      ['lanelet 3746950994407121302', 'node 77, which is not in the file'],
      ['lanelet 3746950994407121303', '0 ways with role left'],
      ['lanelet 3746950994407121304', 'node 77, which is not in the file'],
    ])
  })

  const folder = sharedData('clips', 'maps', 'lanelet2')
  it.skipIf(folder === null)('of real streets has what is in the file, and keeps it', async () => {
    const imported = await lanelet2.read(diskTree(folder!), OPTIONS)
    expect(imported.report.refused).toEqual([])
    const { lanes, elements } = fixedIn(imported.records)
    const crossings = elements.filter(({ elementKind }) => elementKind === 'crosswalk')
    const areas = elements.filter(({ id }) => id.includes('area'))
    // Of 1,141 ways one is marked as deleted; eight of 371 lanelets are crossings.
    expect([lanes.length, crossings.length, areas.length]).toEqual([363, 8, 76])
    expect(elements.length - crossings.length - areas.length).toBe(1140)
    const own = await throughMap(lanelet2, exportSourceOf(imported))
    expect(own.losses).toEqual([])
    expect(otherRecords(imported.records, own.imported.records)).toEqual([])
    const strange = await throughMap(lanelet2, strangerOf(imported))
    expect(strange.losses).toEqual([])
    expect(countsOf(strange.imported.records)).toEqual(countsOf(imported.records))
  })
})
