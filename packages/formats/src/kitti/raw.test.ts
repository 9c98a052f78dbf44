import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AnnotationRecord } from '@trueline/annotation'
import { add, transform, yawOf } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import type { FileTree, ImportedClip } from '../codec.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { cuboidsIn, expectFrame, readExpected } from '../testing/oracle.ts'
import { kittiObject } from './object.ts'
import { kittiRaw } from './raw.ts'
import { expectRosetta } from './testing/rosettaBoxes.ts'
import { parseTracklets } from './tracklets.ts'

const testdata = fileURLToPath(new URL('./testdata', import.meta.url))
const drive = sharedData('clips', 'kitti_drive0052')
const real = sharedData('clips', 'kitti_raw_tracklets')
const datumaro = sharedData('formats', 'kitti-raw')

const read = (tree: FileTree) => kittiRaw.read(tree, { name: 'clip', onto: null })

async function exportedText(
  imported: ImportedClip,
  records: readonly AnnotationRecord[] = imported.records,
): Promise<string> {
  const source = exportSourceOf(imported, records)
  const files = await filesOf(kittiRaw.write!(source, { withSensors: false }))
  return new TextDecoder().decode(files['tracklet_labels.xml'])
}

let drivePromise: Promise<ImportedClip> | null = null

/** The real drive, read once: placing its label files takes all of its sweeps. */
function readDrive(): Promise<ImportedClip> {
  drivePromise ??= read(diskTree(drive!))
  return drivePromise
}

/** What a file says, without its white space. */
const trackletsOf = (text: string) => parseTracklets(text, 'tracklet_labels.xml').tracklets

describe('the KITTI raw codec', () => {
  it.each(['raw', 'raw-cvat'])('reads the synthetic clip in the dialect of %s', async (dialect) => {
    const imported = await read(diskTree(`${testdata}/${dialect}`))
    expect(imported.report.refused).toEqual([])
    expectRosetta(imported)
    const source = readFileSync(`${testdata}/${dialect}/tracklet_labels.xml`, 'utf8')
    expect(trackletsOf(await exportedText(imported))).toEqual(trackletsOf(source))
  })

  it('writes an edited pose alone anew', async () => {
    const imported = await read(diskTree(`${testdata}/raw`))
    const moved = cuboidsIn(imported)[2]!
    const records = imported.records.map((record) =>
      record === moved ? { ...moved, center: add(moved.center, [0, 0.25, 0]) } : record,
    )
    const before = trackletsOf(await exportedText(imported))
    const after = trackletsOf(await exportedText(imported, records))
    const changed = after.flatMap(({ poses }, track) =>
      poses.filter((pose, at) => JSON.stringify(pose) !== JSON.stringify(before[track]?.poses[at])),
    )
    expect(changed).toHaveLength(1)
    const old = before[0]!.poses[2]!
    expect(Number(changed[0]!.ty) - Number(old.ty)).toBeCloseTo(0.25, 12)
    expect(changed[0]).toMatchObject({ occlusion: old.occlusion, truncation: old.truncation })
  })

  it('refuses bad tracklets by their place and hostile XML as a whole, and keeps good ones', async () => {
    const good = readFileSync(`${testdata}/raw/tracklet_labels.xml`, 'utf8')
    const cases: readonly (readonly [string, string, RegExp])[] = [
      [good.replace(/<h>.*?<\/h>/, '<h>tall</h>'), 'tracklet 0 h', /"tall"/],
      [good.replace(/<tx>.*?<\/tx>/, '<tx>nan</tx>'), 'tracklet 0 pose 0 tx', /"nan"/],
      [good.replace(/<first_frame>.*?</, '<first_frame>-3<'), 'tracklet 0 first_frame', /"-3"/],
    ]
    for (const [text, place, found] of cases) {
      const imported = await read(memoryTree({ 'tracklet_labels.xml': text }))
      expect(imported.report.refused).toMatchObject([{ place: { en: place } }])
      expect(imported.report.refused[0]?.found.en).toMatch(found)
      expect(imported.records.filter(({ kind }) => kind === 'track')).toHaveLength(4)
    }
    for (const text of [good.slice(0, 900), '<html></html>', '']) {
      await expect(read(memoryTree({ 'tracklet_labels.xml': text }))).rejects.toThrow(
        'tracklet_labels.xml',
      )
    }
  })

  it('leaves out poses of frames that are not there, and says how many', async () => {
    const tree = memoryTree({
      'tracklet_labels.xml': readFileSync(`${testdata}/raw/tracklet_labels.xml`, 'utf8'),
      'velodyne_points/data/0000000000.bin': new Uint8Array(16),
      'velodyne_points/data/0000000001.bin': new Uint8Array(16),
    })
    const { report, ...imported } = await read(tree)
    expect(new Set(cuboidsIn(imported).map(({ frame }) => frame))).toEqual(new Set([0, 1]))
    expect(report.notices.map(({ message }) => message.en).join()).toMatch(/9 poses are of frames/)
  })

  it('takes poses from oxts and times from timestamps, the first pose as the origin', async () => {
    const oxts = (lat: number, lon: number, yaw: number): string =>
      `${lat} ${lon} 100 0 0 ${yaw} 0 0 0`
    const tree = memoryTree({
      'd/velodyne_points/data/0000000000.bin': new Uint8Array(16),
      'd/velodyne_points/data/0000000001.bin': new Uint8Array(16),
      'd/velodyne_points/timestamps.txt':
        '2011-09-26 13:04:32.345808896\n2011-09-26 13:04:32.449156864\n',
      'd/oxts/data/0000000000.txt': oxts(49, 8.4, 0),
      // A second of longitude further east, turned to the north.
      'd/oxts/data/0000000001.txt': oxts(49, 8.4 + 1 / 3600, Math.PI / 2),
    })
    const { clip, report } = await read(tree)
    expect(report.refused).toEqual([])
    expect(clip.frames.map(({ timeUs }) => timeUs)).toEqual([1317042272345809, 1317042272449157])
    const [first, second] = clip.frames.map(({ worldFromEgo }) => worldFromEgo!)
    expect(first?.translation).toEqual([0, 0, 0])
    const east = ((2 * Math.PI * 6378137) / 360 / 3600) * Math.cos((49 * Math.PI) / 180)
    expect(second?.translation[0]).toBeCloseTo(east, 6)
    expect(second?.translation[1]).toBeCloseTo(0, 6)
    expect(yawOf(second!.rotation)).toBeCloseTo(Math.PI / 2, 9)
    expect(transform(second!, [1, 0, 0])[1]).toBeCloseTo(1, 9)
    expect(clip.worldOrigin[0]).toBeGreaterThan(500_000)
  })

  it.skipIf(real === null)('reads and writes back KITTI’s own tracklets, every value', async () => {
    const imported = await read(diskTree(real!))
    expect(imported.report).toMatchObject({ refused: [], notices: [] })
    expect(imported.clip.frames).toHaveLength(108)
    expect(imported.records.filter(({ kind }) => kind === 'track')).toHaveLength(15)
    const path = `${real!}/2011_09_26_drive_0001_sync/tracklet_labels.xml`
    const source = trackletsOf(readFileSync(path, 'utf8'))
    expect(cuboidsIn(imported)).toHaveLength(
      source.reduce((sum, { poses }) => sum + poses.length, 0),
    )
    expect(trackletsOf(await exportedText(imported))).toEqual(source)
    // A pose is at the middle of the bottom.
    const [first] = cuboidsIn(imported)
    const pose = source[0]!.poses[0]!
    expect(first!.center[2] - first!.extent[2] / 2).toBeCloseTo(Number(pose.tz), 9)
    expect(first!.extent).toEqual([
      ...[source[0]!.size.l, source[0]!.size.w, source[0]!.size.h].map(Number),
    ])
  })

  it.skipIf(datumaro === null)('reads a drive that Datumaro wrote', async () => {
    const imported = await read(diskTree(datumaro!))
    const { frames } = imported.clip
    const sweeps = await Promise.all(frames.map((frame) => frame.sweeps[0]!.read()))
    expect(sweeps.map(({ sweep }) => sweep.points.length / 4)).toEqual([100, 200, 100])
    expect(cuboidsIn(imported)).toHaveLength(4)
    expect(cuboidsIn(imported).every(({ extent }) => extent.every((side) => side > 0))).toBe(true)
    expect(imported.report.notices.map(({ message }) => message.en).join()).toMatch(/Datumaro/)
  })

  it.skipIf(drive === null)('has the real drive as an independent reader found it', async () => {
    const imported = await readDrive()
    expect(imported.report.refused).toEqual([])
    const expected = readExpected(drive!)
    expect(imported.clip.frames.map(({ name }) => name)).toEqual(Object.keys(expected))
    for (const [name, frame] of Object.entries(expected)) await expectFrame(imported, name, frame)
  })

  it.skipIf(drive === null)(
    'links the real drive’s labels into the tracks their sizes name',
    async () => {
      const imported = await readDrive()
      const derived = JSON.parse(readFileSync(`${drive!}/tracks_derived.json`, 'utf8'))
      const names = new Set(
        Object.values(derived.frames as Record<string, Record<string, string>>).flatMap((frame) =>
          Object.values(frame),
        ),
      )
      const tracks = imported.records.filter(({ kind }) => kind === 'track')
      expect(tracks).toHaveLength(names.size)
      for (const { id } of tracks) {
        const own = cuboidsIn(imported).filter(({ trackId }) => trackId === id)
        expect(own.map(({ frame }) => frame)).toEqual(expect.arrayContaining([7, 14, 21]))
      }
    },
  )

  it.skipIf(drive === null)(
    'gives the real drive’s labels back in the object form as they were',
    async () => {
      const imported = await readDrive()
      const files = await filesOf(
        kittiObject.write!(exportSourceOf(imported), { withSensors: false }),
      )
      expect(Object.keys(files)).toHaveLength(3)
      for (const [path, bytes] of Object.entries(files)) {
        const source = readFileSync(`${drive!}/${path}`, 'utf8')
        expect(new TextDecoder().decode(bytes).trim().split('\n')).toEqual(
          source.trim().split(/\r?\n/),
        )
      }
    },
  )
})
