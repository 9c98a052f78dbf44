import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnnotationRecord } from '@trueline/annotation'
import { BadInputError, type OutputFile } from '@trueline/formats'
import { PACK_ROW_BYTES } from '@trueline/pointcloud'
import { type ImportResult, type Serving, serve, UnknownClipError } from '@trueline/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { openOutput } from '../output.ts'
import { passingFolder, syntheticClip } from '../testing/folders.ts'
import type { Clips, ImportRequest } from './clips.ts'
import { openClips } from './openClips.ts'

const NEW_CLIP: ImportRequest = {
  format: null,
  isDryRun: false,
  onto: null,
  name: null,
  mapping: null,
  onProgress: () => undefined,
}
const SCENE = syntheticClip('sustech', 'testdata')
const real = sharedData('clips', 'sustech_points')

/** What does not differ from one import to the next. */
const lasting = ({ clipId, ...result }: ImportResult) => ({ ...result, isStored: clipId !== null })

/** A record but for the ids that are drawn anew at every import. */
const withoutIds = ({ kind, extras }: AnnotationRecord): string => JSON.stringify({ kind, extras })

async function filesOf(files: AsyncIterable<OutputFile>): Promise<readonly OutputFile[]> {
  const all: OutputFile[] = []
  for await (const { path, bytes } of files) all.push({ path, bytes: new Uint8Array(bytes) })
  return all.toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

describe('the clips of a data folder', { timeout: 300_000 }, () => {
  const folders = ['here', 'there'].map((name) => mkdtempSync(join(tmpdir(), `trueline-${name}-`)))
  const [here = '', there = ''] = folders
  let serving: Serving
  /** Of two new data folders, one opened here, the other through a server that runs on it. */
  let bothWays: readonly Clips[]

  beforeAll(async () => {
    serving = await serve({ dataDir: there, port: 0, host: '127.0.0.1', withDemo: false })
    const local = await openClips({ dataDir: here, isReadOnly: false })
    bothWays = [local, await openClips({ dataDir: there, isReadOnly: false })]
  }, 300_000)

  afterAll(async () => {
    for (const clips of bothWays) await clips.close()
    await serving.close()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  it('refuse the same', async () => {
    const mapping = { categories: { Car: 'flying_car' }, file: 'm.json' }
    for (const clips of bothWays) {
      await expect(clips.find('nobody')).rejects.toThrow(UnknownClipError)
      await expect(clips.importFrom('/nowhere', NEW_CLIP)).rejects.toThrow(BadInputError)
      const mapped = clips.importFrom(SCENE, { ...NEW_CLIP, mapping })
      await expect(mapped).rejects.toMatchObject({
        place: { en: '/categories/Car' },
        found: { en: 'flying_car' },
      })
      expect(await clips.list()).toEqual([])
    }
  })

  it('answer the same whether a server has it open or not', async () => {
    const folder = passingFolder()
    const zip = await openOutput(join(folder, 'drive 7.zip'), false)
    const file = new TextEncoder().encode('Tram 0 0 0 1 2 3 4 2 2 9 1 2 30 0\nCar 0 0\n')
    await zip.write(
      (async function* () {
        yield { path: 'label_2/000000.txt', bytes: file }
      })(),
    )
    const mapping = { categories: { Tram: 'bus', Ghost: 'car' }, file: 'm.json' }
    const answers = await Promise.all(
      bothWays.map(async (clips) => {
        const dry = await clips.importFrom(SCENE, { ...NEW_CLIP, isDryRun: true })
        const none = await clips.list()
        const scene = await clips.importFrom(SCENE, NEW_CLIP)
        const zipped = await clips.importFrom(join(folder, 'drive 7.zip'), {
          ...{ ...NEW_CLIP, mapping },
        })
        const onto = await clips.find('testdata')
        const again = await clips.importFrom(SCENE, { ...NEW_CLIP, onto })
        const list = await clips.list()
        const request = { clipId: onto, format: 'sustech', withSensors: false }
        const { files, losses, records } = await clips.exportClip(request)
        const opened = await clips.open(onto)
        return {
          opened: { name: opened.clip.name, records: opened.records.map(withoutIds).toSorted() },
          imports: [dry, scene, zipped, again].map(lasting),
          none,
          list: list.map((clip) => ({ ...clip, clipId: null, createdAtUs: 0 })),
          exported: { losses, records, paths: (await filesOf(files)).map(({ path }) => path) },
        }
      }),
    )
    const [local, remote] = answers
    expect(remote).toEqual(local)
    expect(local?.none).toEqual([])
    expect(local?.list).toMatchObject([
      { name: 'drive 7', frames: 1, tracks: 1 },
      { name: 'testdata', frames: 4, tracks: 10 },
    ])
    const [, scene, zipped] = local?.imports ?? []
    expect(scene?.records).toEqual({ track: 5, cuboid: 19 })
    expect(zipped?.refused).toMatchObject([{ file: 'label_2/000000.txt', place: { en: 'line 2' } }])
    expect(zipped?.notices.map(({ place }) => place.en)).toContain('/categories/Ghost')
    expect(local?.exported.records).toEqual({ track: 10, cuboid: 38 })
  })

  it.skipIf(real === null)('carry sweeps and images, the same both ways', async () => {
    const [local, remote] = await Promise.all(
      bothWays.map(async (clips) => {
        const { clipId } = await clips.importFrom(real!, NEW_CLIP)
        const request = { clipId: clipId!, format: 'sustech', withSensors: true }
        const { clip, readBlob } = await clips.open(clipId!)
        const { range, pointCount } = clip.frames[1]!.sweeps[0]!
        const bytes = await readBlob(range)
        expect(bytes.length / PACK_ROW_BYTES).toBe(pointCount)
        return [
          { path: 'a sweep', bytes },
          ...(await filesOf((await clips.exportClip(request)).files)),
        ]
      }),
    )
    expect(local!.filter(({ path }) => path.startsWith('lidar/'))).toHaveLength(2)
    expect(remote!.map(({ path }) => path)).toEqual(local!.map(({ path }) => path))
    for (const [index, { path, bytes }] of local!.entries()) {
      expect(Buffer.compare(bytes, remote![index]!.bytes), path).toBe(0)
    }
  })
})
