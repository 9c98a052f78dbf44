import { fileURLToPath } from 'node:url'
import type { AnnotationRecord } from '@trueline/annotation'
import { distance } from '@trueline/geometry'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allRecordsOf, openClip } from '../clips/clips.ts'
import type { ImportOptions } from '../store.ts'
import { openEmbeddedStore, type TestStore } from '../testing/testStore.ts'

const formats = (path: string): string =>
  fileURLToPath(new URL(`../../../packages/formats/src/${path}`, import.meta.url))
const HOW: ImportOptions = {
  format: null,
  isDryRun: false,
  onto: null,
  name: null,
  author: 'Ada',
  onProgress: () => {},
}

describe('a map alone', () => {
  let opened: TestStore
  beforeAll(async () => {
    opened = await openEmbeddedStore()
  })
  afterAll(() => opened?.dispose())

  it('is laid on the clip it is of, where the drive is, with its links', async () => {
    const { store } = opened
    const { clipId } = await store.importFrom(formats('openlabel/testdata/quat.json'), HOW)
    const map = formats('lanelet2/testdata/map.osm')
    const result = await store.importFrom(map, { ...HOW, onto: clipId })
    expect(result).toMatchObject({
      format: 'lanelet2',
      clipId,
      refused: [],
      records: { lane: 3, mapElement: 7, link: 6 },
    })
    const { queries } = store.database
    const { clip } = await openClip(queries, clipId!)
    const records: AnnotationRecord[] = []
    for await (const record of allRecordsOf(queries, clip.id)) records.push(record)
    const [lane] = records
      .filter((one) => one.kind === 'lane')
      .toSorted((a, b) => {
        return b.centerLine.length - a.centerLine.length
      })
    const drive = clip.frames.map(({ worldFromEgo }) => worldFromEgo!.translation)
    const away = records.flatMap((one) =>
      one.kind === 'lane'
        ? one.centerLine.flatMap((point) => drive.map((place) => distance(place, point)))
        : [],
    )
    expect(lane).toBeDefined()
    // Its first lane begins where the vehicle stands.
    expect(Math.min(...away)).toBeLessThan(0.01)
  })

  it('is a clip of its own where it is laid on none', async () => {
    const result = await opened.store.importFrom(formats('opendrive/testdata/crossing.xodr'), HOW)
    expect(result).toMatchObject({
      format: 'opendrive',
      frames: 1,
      refused: [],
      records: { lane: 9 },
    })
    const { clip } = await openClip(opened.store.database.queries, result.clipId!)
    expect(clip.frames.map(({ name }) => name)).toEqual(['map'])
  })
})
