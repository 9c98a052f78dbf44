import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnnotationRecord, Clip } from '@trueline/annotation'
import { countPointsInCuboid, invert, transformCuboid } from '@trueline/geometry'
import { unpackSweep } from '@trueline/pointcloud'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedData } from '../../../scripts/sharedData.ts'
import { allRecordsOf, listClips, openClip } from '../clips/clips.ts'
import { historyOf } from '../patches/patchLog.ts'
import type { ImportOptions } from '../store.ts'
import { openEmbeddedStore, type TestStore } from '../testing/testStore.ts'
import type { ImportResult } from './importResult.ts'

const kitti = sharedData('clips', 'kitti_drive0052')
const sustech = sharedData('clips', 'sustech_points')
const openlabel = sharedData('clips', 'kitti_drive0005_openlabel')
const HOW: ImportOptions = {
  format: null,
  isDryRun: false,
  onto: null,
  name: null,
  author: 'Ada',
  onProgress: () => {},
}

type Expected = {
  readonly frames: {
    readonly [name: string]: {
      readonly points: number
      readonly boxes?: readonly { readonly points_inside: number }[]
    }
  }
}

describe('a real clip', () => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await openEmbeddedStore()
  })
  afterAll(() => opened?.dispose())

  const stored = async (result: ImportResult) => {
    const { queries } = opened.store.database
    const { clip } = await openClip(queries, result.clipId!)
    const records: AnnotationRecord[] = []
    for await (const record of allRecordsOf(queries, clip.id)) records.push(record)
    return { clip, records }
  }

  it.skipIf(kitti === null)('of KITTI has every point, picture and box it should', async () => {
    const stages = new Set<string>()
    const result = await opened.store.importFrom(kitti!, {
      ...HOW,
      onProgress: ({ stage, doneFrames, totalFrames }) => {
        stages.add(stage)
        expect(doneFrames).toBeLessThanOrEqual(totalFrames)
      },
    })
    expect([...stages]).toEqual(['reading', 'packing', 'storing'])
    expect(result).toMatchObject({ format: 'kitti-raw', frames: 22, refused: [] })
    const { clip, records } = await stored(result)
    expect(pointsByFrame(clip)).toEqual(expectedPoints(kitti!))
    expect(clip.frames.every(({ images }) => images.length === 1)).toBe(true)
    expect(result.records).toEqual(countsOf(records))
    await expectPointsInside({ folder: kitti!, clip, records })
  })

  it.skipIf(sustech === null)('of SUSTechPOINTS has every point and box it should', async () => {
    const result = await opened.store.importFrom(sustech!, HOW)
    expect(result).toMatchObject({ format: 'sustech', refused: [] })
    const { clip, records } = await stored(result)
    expect(pointsByFrame(clip)).toEqual(expectedPoints(sustech!))
    expect(records.filter(({ kind }) => kind === 'cuboid')).toHaveLength(
      Object.values(expectedOf(sustech!).frames).flatMap(({ boxes = [] }) => boxes).length,
    )
    expect(result.records).toEqual(countsOf(records))
    await expectPointsInside({ folder: sustech!, clip, records })
  })

  it.skipIf(openlabel === null)(
    'of OpenLABEL has every point it should, and takes detections on',
    async () => {
      const result = await opened.store.importFrom(openlabel!, { ...HOW, format: 'openlabel' })
      const { clip, records } = await stored(result)
      const expected = expectedPoints(openlabel!)
      const found = Object.values(pointsByFrame(clip)).filter((count) => count > 0)
      expect(found).toEqual(Object.values(expected))
      expect(result.records).toEqual(countsOf(records))

      const detections = join(openlabel!, 'detections_pointrcnn')
      const onto = await opened.store.importFrom(detections, { ...HOW, onto: clip.id })
      expect(onto.format).toBe('ab3dmot')
      expect(onto.records.cuboid).toBeGreaterThan(100)
      const after = await stored(onto)
      expect(after.records).toHaveLength(
        records.length + Object.values(onto.records).reduce((sum, count) => sum + count, 0),
      )
      const numbers = after.records.flatMap((one) => (one.kind === 'track' ? [one.number] : []))
      expect(new Set(numbers).size).toBe(numbers.length)
      const page = { clipId: clip.id, before: null, limit: 10 }
      const log = await historyOf(opened.store.database.queries, page)
      expect(log.map(({ seq, author, edit }) => [seq, author, edit.command])).toEqual([
        [2, 'Ada', 'importLabels'],
        [1, 'Ada', 'importClip'],
      ])
    },
  )

  it.skipIf(sustech === null)(
    'imported twice shares its blobs, which go with the last of the two',
    async () => {
      const before = await opened.store.blobs.list()
      const again = await opened.store.importFrom(sustech!, { ...HOW, name: 'twin' })
      expect((await opened.store.blobs.list()).toSorted()).toEqual(before.toSorted())
      await opened.store.removeClip(again.clipId!)
      expect((await opened.store.blobs.list()).toSorted()).toEqual(before.toSorted())
      for (const { clipId } of await listClips(opened.store.database.queries)) {
        await opened.store.removeClip(clipId)
      }
      expect(await opened.store.blobs.list()).toEqual([])
      expect(before.length).toBeGreaterThan(0)
    },
  )

  /** The points in each box as the data's own count has them, of those boxes it gives one for. */
  async function expectPointsInside(given: {
    readonly folder: string
    readonly clip: Clip
    readonly records: readonly AnnotationRecord[]
  }): Promise<void> {
    const { frames } = expectedOf(given.folder)
    for (const [index, { name, sweeps }] of given.clip.frames.entries()) {
      const { boxes = [] } = frames[name] ?? {}
      const cuboids = given.records.flatMap((one) =>
        one.kind === 'cuboid' && one.frame === index ? [one] : [],
      )
      if (boxes.length === 0) continue
      const [sweep] = sweeps
      const bytes = await opened.store.blobs.read(sweep!.range.blob, sweep!.range)
      const points = unpackSweep(bytes, sweep!.sections)
      const lidar = given.clip.sensors.find(({ id }) => id === sweep!.sensorId)!
      const inside = cuboids
        .map((cuboid) => transformCuboid(invert(lidar.egoFromSensor), cuboid))
        .map((cuboid) => countPointsInCuboid(points, cuboid))
        .toSorted((a, b) => a - b)
      const wanted = boxes.map((box) => box.points_inside).toSorted((a, b) => a - b)
      expect(inside).toHaveLength(wanted.length)
      inside.forEach((count, at) => {
        expect(Math.abs(count - wanted[at]!)).toBeLessThanOrEqual(Math.max(3, wanted[at]! * 0.02))
      })
    }
  }
})

function expectedOf(folder: string): Expected {
  return JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected
}

function expectedPoints(folder: string): { readonly [name: string]: number } {
  const entries = Object.entries(expectedOf(folder).frames)
  return Object.fromEntries(entries.map(([name, { points }]) => [name, points]))
}

function pointsByFrame({ frames }: Clip): { readonly [name: string]: number } {
  return Object.fromEntries(
    frames.map(({ name, sweeps }) => [
      name,
      sweeps.reduce((sum, { pointCount }) => sum + pointCount, 0),
    ]),
  )
}

function countsOf(records: readonly AnnotationRecord[]): { readonly [kind: string]: number } {
  const counts: { [kind: string]: number } = {}
  for (const { kind } of records) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}
