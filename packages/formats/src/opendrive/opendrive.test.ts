import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Lane, recordSchema } from '@trueline/annotation'
import { add, nearestOnPolyline, type Polyline, type Vec3 } from '@trueline/geometry'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { codecById } from '../codecs.ts'
import { roadSource } from '../maps/testing/road.ts'
import { countsOf, fixedIn, strangerOf, throughMap } from '../maps/testing/roundTrip.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { readXml } from '../xml/readXml.ts'
import { type Road, readRoad } from './readRoad.ts'
import { type Piece, poseOnPiece } from './referenceLine.ts'
import { edgesAt, placeOnRoad } from './roadSpace.ts'

const OPTIONS = { name: 'map', onto: null }
const opendrive = codecById('opendrive')!
const testdata = fileURLToPath(new URL('testdata/crossing.xodr', import.meta.url))
const xodr = readFileSync(testdata, 'utf8')
const readText = (text: string) => opendrive.read(memoryTree({ 'map.xodr': text }), OPTIONS)

function roadsOf(path: string): readonly Road[] {
  const report = { refused: [], notices: [] }
  const root = readXml(new Uint8Array(readFileSync(path)), path, 'OpenDRIVE')
  return root.children('road').map((one) => readRoad(one, path, report))
}

/** Meters between the lanes' edges, worked out every few meters, and the lines that they were read as. */
function farthestOff(path: string, edges: ReadonlyMap<string, Polyline>, offset: Vec3): number {
  let farthest = 0
  for (const road of roadsOf(path)) {
    for (const section of road.sections) {
      // Not where lines have their points.
      const count = Math.max(3, Math.ceil((section.end - section.s) / 4.3))
      for (let step = 0; step <= count; step++) {
        const s = section.s + ((section.end - section.s) * step) / count
        for (const [edge, t] of edgesAt(road, section, s).entries()) {
          const line = edges.get(`opendrive:edge/${road.id}/${section.s}/${edge}`)!
          const exact = add(placeOnRoad(road, s, [t, 0]), offset)
          farthest = Math.max(farthest, nearestOnPolyline(line, exact).distance)
        }
      }
    }
  }
  return farthest
}

const linesOf = (records: Parameters<typeof fixedIn>[0]) =>
  new Map(
    fixedIn(records).elements.flatMap(({ id, shape }) =>
      shape.kind === 'line' ? [[id as string, shape.points] as const] : [],
    ),
  )

/** Meters between the points of some lanes' edges and the edges of others, where they are farthest. */
function edgesOff(
  before: Parameters<typeof fixedIn>[0],
  after: Parameters<typeof fixedIn>[0],
): number {
  const sides = new Set(
    fixedIn(before).lanes.flatMap(({ left, right }) =>
      [left, right].flatMap((side) => (side === null ? [] : [side.elementId as string])),
    ),
  )
  const edges = [...linesOf(after).values()].map((line) => ({ line, bounds: boundsOf(line) }))
  let farthest = 0
  for (const [id, line] of linesOf(before)) {
    if (!sides.has(id)) continue
    for (const point of line) {
      let least = Number.POSITIVE_INFINITY
      for (const { line: edge, bounds } of edges) {
        if (!isWithin(point, bounds)) continue
        least = Math.min(least, nearestOnPolyline(edge, point).distance)
      }
      farthest = Math.max(farthest, least)
    }
  }
  return farthest
}

/** A line's bounds seen from above, a meter wider. */
function boundsOf(line: Polyline): readonly [number, number, number, number] {
  const [xs, ys] = [line.map(([x]) => x), line.map(([, y]) => y)]
  return [Math.min(...xs) - 1, Math.min(...ys) - 1, Math.max(...xs) + 1, Math.max(...ys) + 1]
}

function isWithin(
  [x, y]: Vec3,
  [minX, minY, maxX, maxY]: readonly [number, number, number, number],
) {
  return x >= minX && x <= maxX && y >= minY && y <= maxY
}

describe('an OpenDRIVE map', () => {
  it('becomes lanes, edges, things and links', async () => {
    const { records, report, clip } = await opendrive.read(diskTree(testdata), OPTIONS)
    expect(report).toEqual({ refused: [], notices: [], suggestions: [] })
    expect(countsOf(records)).toEqual({
      ...{ lane: 9, laneBoundary: 12, roadEdge: 2, crosswalk: 1, parkingSpace: 1, pole: 3 },
      ...{ trafficLight: 1, trafficSign: 1 },
      ...{ successor: 5, leftNeighbour: 5, rightNeighbour: 1, controls: 5 },
    })
    const { lanes, links } = fixedIn(records)
    const laneAt = (id: string): Lane => lanes.find((one) => one.id === `opendrive:lane/${id}`)!
    expect(laneAt('1/0/-1').speedLimit).toBeCloseTo(50 / 3.6)
    expect(laneAt('1/100/-1').speedLimit).toBeCloseTo(30 * 0.44704)
    expect(laneAt('1/0/1').left!.isReversed).toBe(true)
    expect(laneAt('2/0/-1').isInJunction).toBe(true)
    expect(
      links
        .filter(({ linkKind }) => linkKind === 'successor')
        .map(({ from, to }) => [from, to].join().replaceAll('opendrive:lane/', '')),
    ).toEqual([
      '1/100/2,1/0/2',
      '1/100/1,1/0/1',
      '1/0/-1,1/100/-1',
      '1/100/-1,2/0/-1',
      '1/100/-2,3/0/-1',
    ])
    const [start] = laneAt('1/0/-1').centerLine
    const place = add(start!, clip.worldOrigin)
    expect(place[0]).toBeCloseTo(100 + Math.sin(0.5) * 1.75 * Math.cos(0.02), 6)
    expect(place[2]).toBeCloseTo(5 + 1 - 1.75 * Math.sin(0.02), 6)
    const middle = fixedIn(records).elements.find(({ id }) => id === 'opendrive:edge/1/0/2')!
    expect(middle.marks.map(({ from, pattern }) => [Math.round(from), pattern])).toEqual([
      [0, 'dashed'],
      [30, 'solidSolid'],
    ])
    for (const record of records) expect(recordSchema.safeParse(record).success).toBe(true)
  })

  it('lies within 5 cm of what its curves are, and where the next begins', async () => {
    const { records, clip } = await opendrive.read(diskTree(testdata), OPTIONS)
    expect(clip.worldOrigin).toEqual([0, 0, 0])
    expect(farthestOff(testdata, linesOf(records), [100, 50, 5])).toBeLessThan(0.05)
  })

  it('has clothoids as summing up small steps has them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -300, max: 300 }),
        fc.integer({ min: -300, max: 300 }),
        fc.integer({ min: 1, max: 200 }),
        (start, end, length) => {
          const shape = { kind: 'spiral', start: start / 1000, end: end / 1000 } as const
          const piece: Piece = { s: 0, x: 1, y: 2, heading: 0.3, length, shape }
          const steps = 20_000
          let [x, y] = [1, 2]
          for (let step = 0; step < steps; step++) {
            const s = ((step + 0.5) * length) / steps
            const heading =
              0.3 + shape.start * s + ((shape.end - shape.start) / length) * 0.5 * s * s
            x += (Math.cos(heading) * length) / steps
            y += (Math.sin(heading) * length) / steps
          }
          const pose = poseOnPiece(piece, length)
          expect(Math.hypot(pose.x - x, pose.y - y)).toBeLessThan(1e-4)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('keeps left where its rule says so', async () => {
    const { records } = await readText(xodr.replaceAll('rule="RHT"', 'rule="LHT"'))
    const lane = fixedIn(records).lanes.find(({ id }) => id === 'opendrive:lane/1/0/-1')!
    expect([lane.left!.isReversed, lane.right!.isReversed]).toEqual([true, true])
  })

  it('is read but for what is wrong in it', async () => {
    const { report } = await readText(
      xodr
        .replace('from="-2"', 'from="-7"')
        .replace('<arc curvature="0.02"/>', '<arc curvature="x"/>'),
    )
    expect(report.refused.map(({ place, found }) => [place.en, found.en])).toEqual([
      ['road 1, geometry 110', 'curvature "x"'],
      ['road 2, laneSection 0, lane -1', 'lane -1 of road 2'],
      ['junction 9, connection 0', '1: -1 > 2: -1'],
      ['junction 9, connection 1', '1: -7 > 3: -1'],
    ])
  })

  it('is read but for what goes round and round', async () => {
    const { report } = await readText(xodr.replace('curvature="0.02"', 'curvature="2e7"'))
    expect(report.refused[0]).toMatchObject({
      place: { en: 'road 1, geometry 110' },
      found: { en: expect.stringMatching(/^a piece that goes round \d{6,} times$/) },
      expected: { en: 'a road that bends less' },
    })
  })

  const folder = sharedData('clips', 'maps', 'opendrive')
  const REAL = [
    ['esmini/curves_elevation.xodr', 6, 0],
    ['esmini/e6mini.xodr', 14, 0],
    ['esmini/fabriksgatan.xodr', 44, 40],
    ['esmini/parking_demo.xodr', 32, 22],
    ['esmini/straight_500m_roadmarks.xodr', 6, 0],
    ['carla/Town01.xodr', 306, 270],
  ] as const
  it.skipIf(folder === null).each(REAL)(
    '%s has its lanes and links, within 5 cm',
    async (name, count, successors) => {
      const path = join(folder!, name)
      const { records, report } = await opendrive.read(diskTree(path), OPTIONS)
      expect(report.refused).toEqual([])
      const { lanes, links } = fixedIn(records)
      expect(lanes).toHaveLength(count)
      const next = links.filter(({ linkKind }) => linkKind === 'successor')
      expect(next).toHaveLength(successors)
      const byId = new Map(lanes.map((one) => [one.id as string, one]))
      for (const { from, to } of next) {
        const [end, start] = [byId.get(from)!.centerLine.at(-1)!, byId.get(to)!.centerLine[0]!]
        expect(Math.hypot(end[0] - start[0], end[1] - start[1])).toBeLessThan(0.001)
      }
      expect(farthestOff(path, linesOf(records), [0, 0, 0])).toBeLessThan(0.05)
    },
  )
})

describe('an OpenDRIVE map that is written', () => {
  it('is the file it came from where nothing changed', async () => {
    const source = exportSourceOf(await opendrive.read(diskTree(testdata), OPTIONS))
    const exported = opendrive.write!(source, { withSensors: false })
    expect(exported.losses).toEqual([])
    expect(new TextDecoder().decode((await filesOf(exported))['crossing.xodr'])).toBe(xodr)
  })

  it('has a road for each lane once something changed, with edges within a centimeter to their very ends, and every way on', async () => {
    const imported = await opendrive.read(diskTree(testdata), OPTIONS)
    const { imported: again, losses } = await throughMap(opendrive, strangerOf(imported))
    expect(again.report.refused).toEqual([])
    const before = countsOf(imported.records)
    expect(countsOf(again.records)).toMatchObject({
      lane: before.lane!,
      successor: before.successor!,
      controls: before.controls!,
      trafficLight: 1,
      crosswalk: 1,
    })
    expect(edgesOff(imported.records, again.records)).toBeLessThan(0.01)
    expect(losses.map(({ field }) => field.en)).not.toContain('boundaries')
    const lights = [imported, again].map(
      ({ records }) =>
        fixedIn(records).elements.find(({ elementKind }) => elementKind === 'trafficLight')!.shape,
    )
    const [was, is] = lights.map((one) => (one.kind === 'box' ? one.cuboid : null))
    for (const axis of [0, 1, 2] as const)
      expect(is!.center[axis]).toBeCloseTo(was!.center[axis], 2)
  })

  it('says what it cannot hold of a road of another format', async () => {
    const { imported, losses } = await throughMap(opendrive, roadSource())
    expect(losses.map(({ record, field }) => `${record} ${field.en}`)).toContain('lane centre line')
    expect(countsOf(imported.records)).toMatchObject({
      lane: 3,
      successor: 1,
      controls: 1,
      stopLine: 1,
    })
  })
})
