import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AnnotationRecord } from '@trueline/annotation'
import { add, bevIou, fromYaw, multiply } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { BadInputError } from '../badInputError.ts'
import type { FileTree, ImportedClip } from '../codec.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { cuboidsIn, expectFrame, readExpected } from '../testing/oracle.ts'
import { isBadLine, parseLabel } from './kittiLabel.ts'
import { kittiObject } from './object.ts'
import { expectRosetta } from './testing/rosettaBoxes.ts'

const testdata = fileURLToPath(new URL('./testdata/object', import.meta.url))
const clip = sharedData('clips', 'kitti_object')
const formats = sharedData('formats', 'kitti-object')

const read = (tree: FileTree) => kittiObject.read(tree, { name: 'clip', onto: null })
const textAt = (path: string): string => readFileSync(`${testdata}/${path}`, 'utf8')

async function exported(
  imported: ImportedClip,
  records: readonly AnnotationRecord[] = imported.records,
) {
  const source = exportSourceOf(imported, records)
  const files = await filesOf(kittiObject.write!(source, { withSensors: false }))
  return Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]),
  )
}

const CALIBRATION = textAt('calib/000000.txt')
const CAR = 'Car 0.00 0 -1.57 100.00 100.00 200.00 200.00 1.50 1.60 4.00 1.00 1.50 10.00 -1.57'

describe('the KITTI object codec', () => {
  it('reads the synthetic clip as its generator made it, its results with their scores', async () => {
    const labels = await read(diskTree(testdata))
    expect(labels.report.refused).toEqual([])
    expectRosetta(labels)
    expect(cuboidsIn(labels).every(({ score }) => score === null)).toBe(true)
    const results = await read(
      memoryTree(
        Object.fromEntries(
          ['000000', '000001', '000002', '000003'].flatMap((frame) =>
            ['calib', 'result'].map((folder) => {
              const path = `${folder}/${frame}.txt`
              return [path, textAt(path)] as const
            }),
          ),
        ),
      ),
    )
    expectRosetta(results)
    expect(cuboidsIn(results).every(({ provenance }) => provenance === 'model')).toBe(true)
  })

  it('writes an unchanged clip as it was, line by line', async () => {
    const imported = await read(diskTree(testdata))
    for (const [path, text] of Object.entries(await exported(imported))) {
      expect(text).toBe(textAt(path))
    }
  })

  it('writes an edited label alone anew: what was moved, not its size, type or occlusion', async () => {
    const imported = await read(diskTree(testdata))
    const [moved] = cuboidsIn(imported)
    const records = imported.records.map((record) =>
      record === moved ? { ...moved, center: add(moved.center, [1, 0, 0]) } : record,
    )
    const before = await exported(imported)
    const after = await exported(imported, records)
    const lines = (text: string | undefined): readonly string[] => (text ?? '').trim().split('\n')
    for (const [path, text] of Object.entries(after)) {
      const changed = lines(text).filter((line, at) => line !== lines(before[path])[at])
      expect(changed).toHaveLength(path.endsWith('000000.txt') ? 1 : 0)
      if (changed[0] === undefined) continue
      const label = parseLabel(changed[0].split(' '))
      const old = parseLabel(lines(before[path])[0]!.split(' '))
      if (isBadLine(label) || isBadLine(old) || label.box === null || old.box === null) throw label
      expect(label).toMatchObject({ type: old.type, occluded: old.occluded, score: null })
      for (const [axis, side] of label.box.size.entries()) {
        expect(side).toBeCloseTo(old.box.size[axis]!, 4)
      }
      expect(label.box.rotationY).toBeCloseTo(old.box.rotationY, 5)
      // The camera looks along the lidar's x, all but.
      expect(label.box.location[2] - old.box.location[2]).toBeCloseTo(1, 1)
    }
  })

  it('leaves out what was deleted and adds what is new', async () => {
    const imported = await read(
      memoryTree({ 'label_2/7.txt': `${CAR}\n${CAR}`, 'calib/7.txt': CALIBRATION }),
    )
    const [track, cuboid] = imported.records
    if (track?.kind !== 'track' || cuboid?.kind !== 'cuboid') throw new Error('no records')
    const added = { ...cuboid, extras: {}, center: add(cuboid.center, [5, 0, 0]) }
    const text = (await exported(imported, [track, cuboid, added]))['label_2/7.txt']
    expect(text?.split('\n').filter((line) => line !== '')).toHaveLength(2)
    expect(text?.startsWith(`${CAR}\n`)).toBe(true)
  })

  it('takes an empty file for a frame without objects and writes it back empty', async () => {
    const tree = memoryTree({
      'label_2/1.txt': '',
      'label_2/2.txt': CAR,
      'calib/1.txt': CALIBRATION,
      'calib/2.txt': CALIBRATION,
    })
    const imported = await read(tree)
    expect(imported.clip.frames).toHaveLength(2)
    expect((await exported(imported))['label_2/1.txt']).toBe('')
  })

  it('keeps regions without a 3D box as 2D boxes of no track', async () => {
    const region = 'DontCare -1 -1 -10 10.50 20.00 30.00 40.00 -1 -1 -1 -1000 -1000 -1000 -10'
    const imported = await read(
      memoryTree({ 'label_2/1.txt': `${region}\n`, 'calib/1.txt': CALIBRATION }),
    )
    expect(imported.records).toMatchObject([
      { kind: 'box2d', trackId: null, category: 'DontCare', leftPx: 10.5, bottomPx: 40 },
    ])
    expect((await exported(imported))['label_2/1.txt']).toBe(`${region}\n`)
  })

  it.each([
    ['too few columns', 'Car 0 0 0', '4 columns'],
    ['a word for a number', CAR.replace('1.50', 'tall'), 'height "tall"'],
    ['a size of zero', CAR.replace('4.00', '0'), '1.5 1.6 0'],
    ['no type', CAR.replace('Car', '3'), 'type "3"'],
    ['a number that is none', CAR.replace('10.00', 'nan'), 'z "nan"'],
  ])('refuses a line with %s and keeps the others', async (_, line, found) => {
    const tree = memoryTree({
      'label_2/1.txt': `${CAR}\r\n\r\n${line}  \r\n`,
      'calib/1.txt': CALIBRATION,
    })
    const imported = await read(tree)
    expect(cuboidsIn(imported)).toHaveLength(1)
    const [refusal] = imported.report.refused
    expect(refusal).toMatchObject({ file: 'label_2/1.txt', place: { en: 'line 3', zh: '第 3 行' } })
    expect(refusal?.found.en).toContain(found)
  })

  it('says so where calibration is missing, singular or cut, and still reads the labels', async () => {
    const singular = CALIBRATION.replace(/(R0_rect:).*/, '$1 0 0 0 0 0 0 0 0 0')
    const cut = CALIBRATION.replace(/(P2: \S+ \S+).*/, '$1')
    for (const calibration of [null, singular, cut]) {
      const files = { 'label_2/1.txt': CAR }
      const tree = memoryTree(
        calibration === null ? files : { ...files, 'calib/1.txt': calibration },
      )
      const imported = await read(tree)
      expect(cuboidsIn(imported)).toHaveLength(1)
      expect(imported.report.notices[0]?.message.en).toMatch(/no calibration/)
      expect(imported.report.refused).toHaveLength(calibration === null ? 0 : 1)
    }
  })

  it('refuses a label file that is no text by name', async () => {
    const tree = memoryTree({
      'label_2/1.txt': CAR,
      'label_2/2.txt': Uint8Array.of(0xff, 0xfe, 0, 0xc3),
    })
    const imported = await read(tree)
    expect(cuboidsIn(imported)).toHaveLength(1)
    expect(imported.report.refused).toMatchObject([{ file: 'label_2/2.txt' }])
    await expect(read(memoryTree({}))).rejects.toBeInstanceOf(BadInputError)
  })

  it('does not mix training and testing, whose frames have the same numbers', async () => {
    const imported = await read(
      memoryTree({
        'testing/velodyne/000000.bin': new Uint8Array(16),
        'testing/calib/000000.txt': CALIBRATION,
        'training/calib/000000.txt': CALIBRATION,
        'training/label_2/000000.txt': CAR,
        'training/velodyne/000000.bin': new Uint8Array(32),
      }),
    )
    expect(imported.clip.frames[0]?.sweeps[0]?.file).toBe('training/velodyne/000000.bin')
    expect(imported.report.refused).toMatchObject([{ file: 'testing' }])
  })

  it('reads the parts of a split from the folders of several archives', async () => {
    const imported = await read(
      memoryTree({
        'data_object_calib/training/calib/000000.txt': CALIBRATION,
        'data_object_label_2/training/label_2/000000.txt': CAR,
        'data_object_velodyne/training/velodyne/000000.bin': new Uint8Array(32),
      }),
    )
    expect(imported.clip.frames).toHaveLength(1)
    expect(imported.clip.frames[0]?.sweeps).toHaveLength(1)
    expect(cuboidsIn(imported)).toHaveLength(1)
    expect(imported.report).toMatchObject({ refused: [], notices: [] })
  })

  it.skipIf(clip === null)('has the real frames as an independent reader found them', async () => {
    const imported = await read(diskTree(clip!))
    expect(imported.report).toMatchObject({ refused: [], notices: [] })
    const expected = readExpected(clip!)
    expect(imported.clip.frames.map(({ name }) => name)).toEqual(Object.keys(expected).toSorted())
    for (const [name, frame] of Object.entries(expected)) await expectFrame(imported, name, frame)
    expect(imported.records.filter(({ kind }) => kind === 'box2d')).toHaveLength(15)
  })

  it.skipIf(clip === null)(
    'writes the real labels as they were, and with sensors what reads the same',
    async () => {
      const tree = diskTree(clip!)
      const imported = await read(tree)
      const files = await filesOf(
        kittiObject.write!(exportSourceOf(imported), { withSensors: true }),
      )
      for (const { path } of tree.files.filter((file) => file.path.includes('label_2/'))) {
        const source = new TextDecoder().decode(await tree.read(path))
        expect(new TextDecoder().decode(files[path]).trim().split('\n')).toEqual(
          source.trim().split(/\r?\n/),
        )
      }
      const again = await read(memoryTree(files))
      expect(again.records).toEqual(imported.records)
      expect(again.clip.sensors).toEqual(imported.clip.sensors)
      const points = async ({ clip: { frames } }: ImportedClip) =>
        (await frames[0]!.sweeps[0]!.read()).sweep.points
      expect(await points(again)).toEqual(await points(imported))
    },
  )

  it.skipIf(clip === null)(
    'works out 2D box and viewing angle of a changed label as people drew them',
    async () => {
      const imported = await read(diskTree(clip!))
      const turned = imported.records.map((record) =>
        record.kind === 'cuboid'
          ? { ...record, rotation: multiply(fromYaw(1e-4), record.rotation) }
          : record,
      )
      const before = await exported(imported)
      const after = await exported(imported, turned)
      const offs = Object.keys(before).flatMap((path) => {
        const labels = [before, after].map((texts) =>
          (texts[path] ?? '')
            .trim()
            .split('\n')
            .map((line) => parseLabel(line.split(' '))),
        )
        return (labels[0] ?? []).flatMap((was, at) => {
          const now = labels[1]?.[at]
          if (now === undefined || isBadLine(was) || isBadLine(now) || was.box === null) return []
          expect(now.alpha).toBeCloseTo(was.alpha, 1)
          return now.bounds.map((pixel, side) => Math.abs(pixel - was.bounds[side]!))
        })
      })
      expect(offs).toHaveLength(4 * 16)
      const ranked = offs.toSorted((a, b) => a - b)
      expect(ranked[32]).toBeLessThan(2)
      expect(ranked[57]).toBeLessThan(8)
    },
  )

  it.skipIf(formats === null)('counts labels as an independent reader did', async () => {
    const training = await read(diskTree(`${formats!}/training`))
    const types = training.records.flatMap((one) => ('category' in one ? [one.category] : []))
    expect(types.toSorted()).toEqual(['Car', 'DontCare', 'Truck'])
    const detection = await read(diskTree(`${formats!}/kitti_detection`))
    expect(detection.records).toMatchObject([
      { kind: 'box2d', category: 'Truck' },
      { kind: 'box2d', category: 'Van' },
    ])
  })

  it.skipIf(clip === null)(
    'puts labels alone onto the frames of a clip by its calibration',
    async () => {
      const whole = await read(diskTree(clip!))
      const tree = diskTree(`${clip!}/training/label_2`)
      const onto = exportSourceOf(whole).clip
      const alone = await kittiObject.read(tree, { name: 'labels', onto })
      expect(cuboidsIn(alone)).toHaveLength(16)
      for (const [index, cuboid] of cuboidsIn(alone).entries()) {
        expect(bevIou(cuboid, cuboidsIn(whole)[index]!)).toBeCloseTo(1, 9)
      }
    },
  )
})
