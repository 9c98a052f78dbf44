import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Camera, type Lane, recordSchema, sensorId } from '@trueline/annotation'
import type { CameraModel } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { codecById } from '../codecs.ts'
import { ROAD, roadSource, seenRoadSource } from '../maps/testing/road.ts'
import { countsOf, fixedIn, otherRecords, throughMap } from '../maps/testing/roundTrip.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf, jsonOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'

const OPTIONS = { name: 'clip', onto: null }
const openlaneV2 = codecById('openlane-v2')!
const testdata = fileURLToPath(new URL('testdata', import.meta.url))
const CENTERS = 'info/1700001000123645789.json'
const SEGMENTS = 'info/1700001000123645789-ls.json'
const PREDICTION = 'prediction.json'

const readOne = (name: string) => openlaneV2.read(diskTree(join(testdata, name)), OPTIONS)
const written = async (imported: Awaited<ReturnType<typeof readOne>>, records = imported.records) =>
  await filesOf(openlaneV2.write!(exportSourceOf(imported, records), { withSensors: false }))

describe('OpenLane-V2', () => {
  it.each([CENTERS, SEGMENTS, PREDICTION])(
    '%s becomes lanes, a light and links, and comes back as it was',
    async (name) => {
      const imported = await readOne(name)
      expect(imported.report.refused).toEqual([])
      expect(countsOf(imported.records)).toMatchObject({
        lane: 3,
        successor: 1,
        controls: 1,
        trafficLight: 1,
      })
      for (const record of imported.records)
        expect(recordSchema.safeParse(record).success).toBe(true)
      expect(imported.clip.frames.map(({ timeUs }) => timeUs)).toEqual([1_700_001_000_123_645])
      const file = name.split('/').at(-1)!
      const again = jsonOf(await written(imported), file)
      expect(again).toEqual(JSON.parse(readFileSync(join(testdata, name), 'utf8')))
    },
  )

  it('of segments has boundaries that lanes share', async () => {
    const { records } = await readOne(SEGMENTS)
    const [a, , c] = fixedIn(records).lanes
    expect(a!.left).toEqual(c!.right)
    expect(countsOf(records).laneBoundary).toBe(5)
  })

  it('keeps scores of what a model proposed, edges below one half too', async () => {
    const imported = await readOne(PREDICTION)
    const { lanes, links } = fixedIn(imported.records)
    expect(lanes.map(({ score, provenance }) => [score !== null, provenance])).toEqual(
      lanes.map(() => [true, 'model']),
    )
    expect(links.every(({ score }) => score !== null && score >= 0.5)).toBe(true)
  })

  it('loses the row and column of a lane that was deleted, and the link of one that was unlinked', async () => {
    const imported = await readOne(CENTERS)
    const { lanes, links } = fixedIn(imported.records)
    const gone = lanes[0]!.id
    const left = imported.records.filter((one) => {
      return one.id !== gone && !(one.kind === 'link' && [one.from, one.to].includes(gone))
    })
    const { annotation } = jsonOf(await written(imported, left), CENTERS.split('/')[1]!) as {
      annotation: Record<string, unknown[][]>
    }
    expect(annotation.lane_centerline).toHaveLength(2)
    expect(annotation.topology_lclc).toEqual([
      [0, 0],
      [0, 0],
    ])
    expect(annotation.topology_lcte).toEqual([[0], [0]])
    const unlinked = imported.records.filter(({ id }) => id !== links[0]!.id)
    const all = jsonOf(
      await written(imported, unlinked),
      CENTERS.split('/')[1]!,
    ) as typeof annotation
    expect(
      (all as unknown as { annotation: typeof annotation }).annotation.topology_lclc!.flat(),
    ).toEqual(Array(9).fill(0))
  })

  it('puts a light that two frames see where their rays meet', async () => {
    const root = JSON.parse(
      readFileSync(join(testdata, CENTERS), 'utf8').replace(
        /"timestamp": \d+/,
        '"timestamp": 1700000000000000000',
      ),
    ) as {
      pose: { translation: number[]; rotation: number[][] }
      sensor: object
      annotation: { traffic_element: { points: number[][] }[] }
    }
    const frameAt = (x: number, moment: string) => {
      const ahead = 40 - x
      const sensor = {
        front: {
          image_path: 'x.jpg',
          extrinsic: {
            rotation: [
              [0, 0, 1],
              [-1, 0, 0],
              [0, -1, 0],
            ],
            translation: [0, 0, 0],
          },
          intrinsic: {
            K: [
              [1000, 0, 500],
              [0, 1000, 500],
              [0, 0, 1],
            ],
            distortion: [],
          },
        },
      }
      const [u, v] = [500 + (1000 * 3) / ahead, 500 - (1000 * 5) / ahead]
      return JSON.stringify({
        ...root,
        timestamp: moment,
        sensor,
        pose: {
          rotation: [
            [1, 0, 0],
            [0, 1, 0],
            [0, 0, 1],
          ],
          translation: [x, 0, 0],
        },
        annotation: {
          ...root.annotation,
          traffic_element: [
            {
              id: 't',
              category: 1,
              attribute: 2,
              points: [
                [u - 5, v - 10],
                [u + 5, v + 10],
              ],
            },
          ],
          topology_lcte: [[1], [0], [0]],
        },
      })
    }
    const tree = memoryTree({
      'info/1000000000000000.json': frameAt(0, '1000000000000000'),
      'info/1000000000500000.json': frameAt(10, '1000000000500000'),
    })
    const { records, clip } = await openlaneV2.read(tree, OPTIONS)
    expect(clip.frames).toHaveLength(2)
    const [light] = fixedIn(records).elements
    expect(light!.attributes).toEqual({ attribute: 'green' })
    if (light!.shape.kind !== 'box') throw new Error('No box')
    for (const [axis, value] of [40, -3, 5].entries())
      expect(light!.shape.cuboid.center[axis]).toBeCloseTo(value, 6)
  })

  it('takes a road of another format, says what it loses, and has the rest in place', async () => {
    const { imported, losses } = await throughMap(openlaneV2, seenRoadSource())
    expect(losses.map(({ record, field, count }) => `${record} ${field.en} ${count}`)).toEqual([
      'lane kind 1',
      'lane turn 1',
      'lane speed limit 1',
      'lane attributes 1',
      'lane state 1',
      'mapElement all of it 2',
      'mapElement all of it 1',
      'mapElement shape 1',
      'mapElement paint 5',
      'mapElement attributes 1',
      'link all of it 4',
    ])
    expect(countsOf(imported.records)).toEqual({
      ...{ lane: 3, laneBoundary: 5, roadEdge: 1, trafficLight: 1 },
      ...{ successor: 1, controls: 1 },
    })
    const lanesOf = (records: typeof ROAD): readonly Lane[] => fixedIn(records).lanes
    for (const [index, lane] of lanesOf(imported.records).entries()) {
      const before = lanesOf(ROAD)[index]!
      for (const [at, point] of lane.centerLine.entries()) {
        for (const [axis, value] of point.entries())
          expect(value).toBeCloseTo(before.centerLine[at]![axis]!, 6)
      }
    }
    const again = await throughMap(openlaneV2, exportSourceOf(imported))
    expect(again.losses).toEqual([])
    expect(otherRecords(imported.records, again.imported.records)).toEqual([])
  })

  it.each([
    { lens: 'kannalaBrandt', radial: [0.1, -0.02, 0.003, -0.0004] },
    { lens: 'polynomialFisheye', radial: [0.1, -0.02, 0.003] },
    {
      lens: 'brownConrady',
      radial: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6],
      tangential: [0.01, 0.02],
    },
  ] as const)('says that it has no numbers for a $lens lens, and reads its own', async (bent) => {
    const source = roadSource()
    const inner = {
      widthPx: 1000,
      heightPx: 600,
      focalPx: [400, 410],
      centerPx: [500, 300],
    } as const
    const model: CameraModel = { ...inner, ...bent }
    const egoFromSensor = { translation: [1, 0, 1.5], rotation: [-0.5, 0.5, -0.5, 0.5] } as const
    const front: Camera = {
      ...{ modality: 'camera', id: sensorId('front'), egoFromSensor, model, extras: {} },
    }
    const clip = { ...source.clip, sensors: [front] }
    const { imported, losses } = await throughMap(openlaneV2, { ...source, clip })
    const told = losses.filter(({ record }) => record === 'sensor')
    expect(told.map(({ field, count }) => [field.en, count])).toEqual([['lens distortion', 1]])
    expect(imported.report.refused).toEqual([])
    const [camera] = imported.clip.sensors
    expect(camera?.modality === 'camera' && camera.model).toEqual(model)
  })

  it('says which lane lies elsewhere in another frame, by how much', async () => {
    const text = readFileSync(join(testdata, CENTERS), 'utf8')
    const later = JSON.parse(text) as {
      timestamp: number
      annotation: { lane_centerline: { points: number[][] }[] }
    }
    const lane = later.annotation.lane_centerline[0]!
    lane.points = lane.points.map(([x, y, z]) => [x! * 0.8, y! + 0.4, z!])
    const moment = '1700001000223645789'
    const moved = JSON.stringify(later).replace(/"timestamp":\d+/, `"timestamp":${moment}`)
    const tree = memoryTree({ [CENTERS]: text, [`info/${moment}.json`]: moved })
    const { report } = await openlaneV2.read(tree, OPTIONS)
    expect(report.refused).toEqual([])
    const told = report.notices
      .map(({ message }) => message.en)
      .filter((one) => /elsewhere/.test(one))
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(
      /^1 lines lie more than 0.15 m elsewhere in other frames, line \S+ by 0\.\d\d m/,
    )
    const same = memoryTree({
      [CENTERS]: text,
      [`info/${moment}.json`]: text.replace(/"timestamp": \d+/, `"timestamp": ${moment}`),
    })
    const still = (await openlaneV2.read(same, OPTIONS)).report.notices
    expect(still.filter(({ message }) => /elsewhere/.test(message.en))).toEqual([])
  })

  it('is read but for what is wrong in it', async () => {
    const text = readFileSync(join(testdata, CENTERS), 'utf8')
    const root = JSON.parse(text) as { annotation: Record<string, unknown[]> }
    root.annotation.lane_centerline![1] = { id: 'x', points: [[1, 2, 3]] }
    root.annotation.topology_lclc = [[0]]
    const { records, report } = await openlaneV2.read(
      memoryTree({ 'a.json': JSON.stringify(root) }),
      OPTIONS,
    )
    expect(countsOf(records)).toEqual({ lane: 2, trafficLight: 1, controls: 1 })
    expect(report.refused.map(({ place, found }) => [place.en, found.en])).toEqual([
      ['/annotation/lane_centerline/1/points', 'an array of 1'],
      ['/annotation/topology_lclc', '1 points'],
    ])
  })

  const folder = sharedData('formats', 'openlane-v2', 'doc-examples')
  it.skipIf(folder === null)(
    'of the published example has its lanes, light and links',
    async () => {
      const imported = await openlaneV2.read(diskTree(folder!), OPTIONS)
      expect(imported.report.refused).toEqual([])
      expect(countsOf(imported.records)).toEqual({
        lane: 2,
        trafficLight: 1,
        successor: 1,
        controls: 1,
      })
      expect(imported.clip.frames[0]!.timeUs).toBe(315_970_276_749_927)
    },
  )
})
