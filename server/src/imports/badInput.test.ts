import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type English, inEnglish } from '@trueline/annotation/testing'
import type { Refusal } from '@trueline/formats'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { listClips, openClip } from '../clips/clips.ts'
import type { ImportOptions } from '../store.ts'
import {
  type Files,
  pcd,
  points,
  SOUND_SCENE,
  sustechBox,
  writeTree,
  zipOf,
} from '../testing/badSources.ts'
import { openEmbeddedStore, type TestStore, temporaryFolder } from '../testing/testStore.ts'
import type { ImportResult } from './importResult.ts'

const HOW: ImportOptions = {
  format: null,
  isDryRun: false,
  onto: null,
  name: null,
  author: 'Ada',
  onProgress: () => {},
}
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const UNTURNED = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]
const LENS = [500, 0, 1, 0, 500, 1, 0, 0, 1]
const camera = (calibration: object): Files => ({
  'camera/front/000000.png': PNG,
  'calib/camera/front.json': JSON.stringify({
    extrinsic: UNTURNED,
    intrinsic: LENS,
    ...calibration,
  }),
})
const zipped = Object.entries(SOUND_SCENE).map(([name, content]) => ({
  name,
  content: Buffer.from(content),
}))

describe('a source with faults', () => {
  let opened: TestStore
  let folder: string
  beforeAll(async () => {
    opened = await openEmbeddedStore()
  })
  afterAll(() => opened?.dispose())
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const importOf = async (
    files: Files | Uint8Array,
    how: Partial<ImportOptions> = {},
  ): Promise<ImportResult> => {
    folder = await temporaryFolder()
    const isZip = files instanceof Uint8Array
    if (isZip) await writeFile(join(folder, 'source.zip'), files)
    else await writeTree(folder, files)
    return opened.store.importFrom(folder, { ...HOW, ...how })
  }
  const stored = async () => ({
    clips: (await listClips(opened.store.database.queries)).length,
    blobs: (await opened.store.blobs.list()).length,
  })

  // Each names the file, the place in it, what was found and what was expected.
  it.each<readonly [fault: string, files: Files, refusal: English<Refusal>]>([
    [
      'a PCD header that ends in the middle',
      { 'lidar/000001.pcd': pcd(points(60)).subarray(0, 50) },
      {
        file: 'lidar/000001.pcd',
        place: '',
        found: 'no DATA line in 50 bytes',
        expected: 'a PCD header that ends with DATA',
      },
    ],
    [
      'a PCD header that promises more than there is',
      { 'lidar/000001.pcd': pcd(points(60), 5000) },
      {
        file: 'lidar/000001.pcd',
        place: 'byte 143',
        found: '960 bytes, 60 points',
        expected: '5000 points of 16 bytes',
      },
    ],
    [
      'a PCD of a kilobyte that declares two gigabytes',
      { 'lidar/000001.pcd': pcd(points(60), 2 ** 27) },
      {
        file: 'lidar/000001.pcd',
        place: 'byte 153',
        found: '960 bytes, 60 points',
        expected: '134217728 points of 16 bytes',
      },
    ],
    [
      'an empty sweep file',
      { 'lidar/000001.pcd': '' },
      {
        file: 'lidar/000001.pcd',
        place: '',
        found: 'an empty file',
        expected: 'a PCD header that ends with DATA',
      },
    ],
    [
      'a picture that is none',
      { 'camera/front/000000.png': 'no picture' },
      {
        file: 'camera/front/000000.png',
        place: '',
        found: '10 bytes of something else',
        expected: 'a PNG, JPEG, WebP or BMP image',
      },
    ],
    [
      'a singular extrinsic matrix',
      camera({ extrinsic: [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] }),
      expect.objectContaining({ file: 'calib/camera/front.json', place: '/extrinsic' }),
    ],
    [
      'a singular intrinsic matrix',
      camera({ intrinsic: [0, 0, 0, 0, 0, 0, 0, 0, 0] }),
      expect.objectContaining({ found: expect.stringContaining('focalPx') }),
    ],
  ])('with %s brings everything else in', async (_, files, refusal) => {
    const result = await importOf({ ...SOUND_SCENE, ...files })
    expect(inEnglish(result.refused)).toEqual([refusal])
    expect(result.records).toEqual({ track: 1, cuboid: 2 })
    const { clip } = await openClip(opened.store.database.queries, result.clipId!)
    expect(clip.frames).toHaveLength(2)
    expect(clip.frames[0]!.sweeps[0]!.pointCount).toBe(50)
  })

  it.each<readonly [fault: string, label: string, refusal: Partial<English<Refusal>>]>([
    ['broken JSON', '[{"obj_id": ', { place: '', expected: 'JSON' }],
    ['JSON nested wrongly', JSON.stringify([[sustechBox('7')]]), { place: '/0' }],
    [
      'JSON nested without end',
      '['.repeat(100_000) + ']'.repeat(100_000),
      { found: 'more than 200 levels of nesting' },
    ],
    [
      'a coordinate that is no number',
      JSON.stringify([
        sustechBox('9', {
          psr: {
            position: { x: 'one', y: 1, z: 1 },
            scale: { x: 1, y: 1, z: 1 },
            rotation: { x: 0, y: 0, z: 0 },
          },
        }),
      ]),
      { place: '/0/psr/position/x', found: '"one"', expected: 'a finite number' },
    ],
  ])('with labels of %s brings the other labels in', async (_, label, refusal) => {
    const result = await importOf({ ...SOUND_SCENE, 'label/000001.json': label })
    expect(inEnglish(result.refused)).toEqual([
      expect.objectContaining({ file: 'label/000001.json', ...refusal }),
    ])
    expect(result.records).toMatchObject({ cuboid: 1 })
  })

  it.each<readonly [fault: string, files: Files, notice: object]>([
    [
      'a sweep cut short',
      { 'lidar/000001.pcd': pcd(points(60)).subarray(0, 700) },
      {
        file: 'lidar/000001.pcd',
        place: 'byte 139',
        message: 'cut short: 35 of 60 points are there',
      },
    ],
    [
      'points that are nowhere',
      {
        'lidar/000001.pcd': pcd([
          ...points(60),
          [Number.NaN, 1, 1, 1],
          [1, Number.POSITIVE_INFINITY, 1, 1],
        ]),
      },
      {
        file: 'lidar/000001.pcd',
        place: '',
        message: '2 points without a finite position were left out',
      },
    ],
    [
      'a sweep of no points',
      { 'lidar/000001.pcd': pcd([]) },
      { file: 'lidar/000001.pcd', place: '', message: 'the sweep has no points' },
    ],
    [
      'a camera that is not calibrated',
      { 'camera/front/000000.png': PNG },
      {
        file: 'camera/front',
        place: '',
        message: 'has images and no calibration: they are shown without overlays',
      },
    ],
    [
      'an object twice in a frame',
      { 'label/000001.json': JSON.stringify([sustechBox('7'), sustechBox('7')]) },
      {
        file: 'label/000001.json',
        place: '/1',
        message: 'obj_id 7 is there more than once in this frame: this one is a track of its own',
      },
    ],
  ])('with %s comes in with a notice that names it', async (_, files, notice) => {
    const result = await importOf({ ...SOUND_SCENE, ...files })
    expect(inEnglish(result.refused)).toEqual([])
    expect(inEnglish(result.notices)).toContainEqual(notice)
    expect(result.frames).toBe(2)
  })

  it('refuses what the database cannot hold, and only that', async () => {
    const label = JSON.stringify([sustechBox('8', { obj_type: 'Ca\u0000r' }), sustechBox('7')])
    const result = await importOf({ ...SOUND_SCENE, 'label/000001.json': label })
    const expected = 'whole characters'
    expect(inEnglish(result.refused)).toContainEqual(expect.objectContaining({ expected }))
    expect(result.records).toEqual({ track: 1, cuboid: 2 })
  })

  it('refuses labels of frames the clip does not have, and adds the others', async () => {
    const { clipId } = await importOf(SOUND_SCENE)
    const labels = {
      'label/000001.json': JSON.stringify([sustechBox('1')]),
      'label/000044.json': JSON.stringify([sustechBox('1'), sustechBox('2')]),
    }
    const result = await importOf(labels, { onto: clipId, format: 'sustech' })
    expect(inEnglish(result.refused)).toContainEqual(
      expect.objectContaining({ place: 'frame 000044', expected: 'a frame of the clip' }),
    )
    expect(result.records).toEqual({ track: 1, cuboid: 1 })
  })

  it('of which nothing can be read leaves nothing behind', async () => {
    const before = await stored()
    const bad: Files = { 'lidar/000000.pcd': pcd(points(9), 999), 'lidar/000001.pcd': 'nothing' }
    await expect(importOf(bad)).rejects.toMatchObject({
      name: 'BadInputError',
      file: 'lidar/000000.pcd',
    })
    await expect(importOf({ 'notes.txt': 'nothing' })).rejects.toMatchObject({
      found: { en: '1 files: notes.txt …' },
      expected: { en: 'a known format' },
    })
    expect(await stored()).toEqual(before)
  })

  it('that fails after its sweeps were written leaves nothing behind', async () => {
    const before = await stored()
    const onProgress: ImportOptions['onProgress'] = ({ stage }) => {
      if (stage === 'storing') throw new Error('The lights went out')
    }
    const files = { ...SOUND_SCENE, 'lidar/000000.pcd': pcd(points(77)) }
    await expect(importOf(files, { onProgress })).rejects.toThrow('The lights went out')
    expect(await stored()).toEqual(before)
  })

  it('says the same in a dry run, which stores nothing', async () => {
    const before = await stored()
    const files = { ...SOUND_SCENE, 'lidar/000001.pcd': pcd(points(13), 5000) }
    const dry = await importOf(files, { isDryRun: true })
    expect(await stored()).toEqual(before)
    expect(dry.clipId).toBeNull()
    const wet = await importOf(files)
    expect({ ...dry, clipId: null, name: '' }).toEqual({ ...wet, clipId: null, name: '' })
  })

  it('as a zip keeps what leaves its folder, links and bombs out', async () => {
    const result = await importOf(
      zipOf([
        ...zipped,
        { name: '../../evil.json', content: Buffer.from('[]') },
        { name: '/etc/evil.json', content: Buffer.from('[]') },
        { name: 'C:\\evil.json', content: Buffer.from('[]') },
        { name: 'label/link.json', content: Buffer.from('/etc/passwd'), mode: 0o120777 },
        { name: 'lidar/000002.pcd', content: Buffer.alloc(40 * 2 ** 20) },
        zipped[2]!,
      ]),
    )
    expect(inEnglish(result.refused).map(({ place, found }) => [place, found])).toEqual([
      ['../../evil.json', 'a path that leaves its folder'],
      ['/etc/evil.json', 'an absolute path'],
      ['C:/evil.json', 'a path with a drive letter'],
      ['label/link.json', 'a symbolic link'],
      ['lidar/000002.pcd', expect.stringMatching(/^41943040 bytes folded into \d+$/)],
      ['label/000000.json', 'a second entry of this name'],
    ])
    expect(result).toMatchObject({ frames: 2, records: { track: 1, cuboid: 2 } })
  })

  it('as a zip that unfolds to more than it says is read no further than that', async () => {
    const lie = { name: 'lidar/000002.pcd', content: Buffer.alloc(2 ** 22), declaredBytes: 1000 }
    const result = await importOf(zipOf([...zipped, lie]))
    expect(inEnglish(result.refused)).toEqual([
      expect.objectContaining({
        file: 'lidar/000002.pcd',
        expected: '1000 bytes, as its entry says',
      }),
    ])
  })

  it('as a zip with names of another alphabet reads them as what they are', async () => {
    // 道路 in GBK, as Chinese Windows writes it.
    const name = Buffer.concat([
      Buffer.from('label/'),
      Buffer.from('b5c0c2b7', 'hex'),
      Buffer.from('.json'),
    ])
    const content = Buffer.from(JSON.stringify([sustechBox('9')]))
    const result = await importOf(zipOf([...zipped, { name, content }]))
    expect(inEnglish(result.notices)).toContainEqual({
      file: 'source.zip',
      place: 'label/道路.json',
      message: 'the name is not UTF-8 and was read as GBK',
    })
    expect(result.records).toEqual({ track: 2, cuboid: 3 })
  })

  it('as a zip that is cut off is refused as a whole', async () => {
    const before = await stored()
    await expect(importOf(zipOf(zipped).subarray(0, 600))).rejects.toMatchObject({
      file: 'source.zip',
      expected: { en: 'a whole zip archive' },
    })
    expect(await stored()).toEqual(before)
  })
})
