import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Clip, Json } from '@trueline/annotation'
import { clipId, sensorId } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { BadInputError } from '../badInputError.ts'
import { isSameCuboid } from '../sameCuboid.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf, jsonOf } from '../testing/exportSource.ts'
import { expectKeepsAnything } from '../testing/keepsAnything.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { readRosetta } from '../testing/rosetta.ts'
import { openlabel } from './openlabel.ts'

const OPTIONS = { name: 'clip', onto: null }
const testdata = fileURLToPath(new URL('./testdata/', import.meta.url))

const read = (value: unknown) =>
  openlabel.read(memoryTree({ 'a.json': JSON.stringify(value) }), OPTIONS)
const metadata = { schema_version: '1.0.0' }

describe('OpenLABEL that is not as it should be', () => {
  it('is refused whole by file and place', async () => {
    await expect(read({ vcd: {} })).rejects.toThrow(
      /a\.json: found an object with vcd, expected the root openlabel/,
    )
    await expect(read({ openlabel: [] })).rejects.toMatchObject({
      file: 'a.json',
      place: { en: '/openlabel' },
      found: { en: 'an array of 0' },
    })
    await expect(read({ openlabel: { metadata, frames: [] } })).rejects.toMatchObject({
      place: { en: '/openlabel/frames' },
      expected: { en: 'an object' },
    })
    const cut = memoryTree({ 'a.json': '{"openlabel":{"metadata":' })
    await expect(openlabel.read(cut, OPTIONS)).rejects.toBeInstanceOf(BadInputError)
    await expect(openlabel.read(memoryTree({ 'b.txt': '' }), OPTIONS)).rejects.toThrow('OpenLABEL')
  })

  it('is refused beside another of its kind, and only noticed in a folder below it', async () => {
    const text = JSON.stringify({ openlabel: { metadata } })
    const files = { 'clip/a.json': text, 'other/a.json': text, 'clip/truth/a.json': text }
    const { report } = await openlabel.read(memoryTree(files), OPTIONS)
    expect(report.refused).toMatchObject([{ file: 'other/a.json' }])
    expect(report.notices).toMatchObject([{ file: 'clip/truth/a.json' }])
  })

  it('is taken as far as it is good, the rest named by JSON pointer and kept', async () => {
    const good = { name: 'c', val: [1, 2, 3, 0, 0, 0, 1, 4, 2, 1] }
    const object = (cuboid: unknown) => ({ object_data: { cuboid } })
    const value = {
      openlabel: {
        metadata,
        objects: {
          '0': { name: '', type: 'Car' },
          '1': [],
          '2': { name: '', type: 'Car', object_data: 5 },
          '-2': { name: 'ego', type: 'Egocar' },
        },
        frames: {
          '0': {
            objects: {
              '0': object([good, good]),
              '1': object({}),
              '2': object([{ name: 'c', val: [1, 2] }]),
              '3': object([{ name: 'c', val: [1, 2, 3, 0, 0, 0, 1, 4, 0, 1] }, 'x']),
              '4': object([{ name: 'c', val: [1, 2, 3, 0, 0, 0, 0, 4, 1, 1] }]),
              '5': object([
                { ...good, coordinate_system: 'nowhere' },
                { name: 'c', val: null },
              ]),
              '-2': object([good]),
            },
          },
          '1': { objects: [] },
          '2': 7,
        },
      },
    }
    const imported = await read(value)
    expect(imported.records.map(({ id }) => id)).toEqual(['openlabel:0', 'openlabel:0@0'])
    const at = '/openlabel/frames/0/objects'
    const { refused } = imported.report
    expect(refused.map(({ place }) => place.en).toSorted()).toEqual(
      [
        '/openlabel/objects/1',
        '/openlabel/objects/2/object_data',
        '/openlabel/frames/2',
        '/openlabel/frames/1/objects',
        `${at}/0/object_data/cuboid/1`,
        `${at}/1/object_data/cuboid`,
        `${at}/2/object_data/cuboid/0/val`,
        `${at}/3/object_data/cuboid/0/val`,
        `${at}/3/object_data/cuboid/1`,
        `${at}/4/object_data/cuboid/0/val`,
        `${at}/5/object_data/cuboid/0/coordinate_system`,
      ].toSorted(),
    )
    expect(refused.every(({ file, found, expected }) => file && found.en && expected.en)).toBe(true)
    const files = await filesOf(openlabel.write!(exportSourceOf(imported), { withSensors: false }))
    expect(jsonOf(files, 'a.json')).toEqual(value)
  })

  it('is refused by name or written back, whatever stands in one place of it', async () => {
    const source = JSON.parse(readFileSync(`${testdata}quat.json`, 'utf8')) as Json
    await expectKeepsAnything(openlabel, 'a.json', source)
  })
})

describe('OpenLABEL labels for a clip that is there already', () => {
  it('are taken from its lidar to its ego', async () => {
    const rotation = [0, 0, Math.SQRT1_2, Math.SQRT1_2] as const
    const onto: Clip = {
      ...{ id: clipId('c'), name: '', frames: [], worldOrigin: [0, 0, 0], format: '', extras: {} },
      ontology: { categories: [], attributes: [] },
      sensors: [
        {
          modality: 'lidar',
          id: sensorId('velodyne'),
          egoFromSensor: { translation: [1, 0, 2], rotation },
          extras: {},
        },
      ],
    }
    const tree = diskTree(`${testdata}kognic.json`)
    const { records } = await openlabel.read(tree, { name: '', onto })
    const cuboids = records.filter((one) => one.kind === 'cuboid')
    const { boxes } = readRosetta()
    expect(cuboids).toHaveLength(boxes.length)
    const box = boxes[0]!
    const cuboid = cuboids.find(({ id }) => id === `openlabel:${box.uuid}@0`)!
    const [x, y, z] = box.lidar.center
    expect(
      isSameCuboid({ ...cuboid, rotation }, { ...cuboid, rotation, center: [1 - y, x, z + 2] }),
    ).toBe(true)
  })
})

const raillabel = sharedData('formats', 'openlabel', 'raillabel_openlabel_v1_short.json')

describe.skipIf(raillabel === null)('a raillabel document', () => {
  it('has cameras, times, boxes and the cuboids that have a rotation', async () => {
    const { clip, records, report } = await openlabel.read(diskTree(raillabel!), OPTIONS)
    expect(clip.frames.map(({ timeUs }) => timeUs)).toEqual([1632321743134149, 1632321743233263])
    expect(clip.sensors.map(({ id, modality }) => `${id} ${modality}`)).toEqual([
      'lidar lidar',
      'rgb_middle camera',
      'ir_middle camera',
    ])
    const camera = clip.sensors.find(({ id }) => id === 'rgb_middle')
    expect(camera).toMatchObject({
      egoFromSensor: { translation: [0, 1, 2] },
      model: {
        lens: 'brownConrady',
        radial: [0.49, 0.69, 0.99, 0, 0, 0],
        tangential: [0.31, 0.81],
      },
    })
    expect(records.filter(({ kind }) => kind === 'box2d')).toHaveLength(4)
    expect(records.filter(({ kind }) => kind === 'cuboid')).toHaveLength(2)
    expect(report.refused).toMatchObject([
      { found: { en: 'the quaternion 0, 0, 0, 0' } },
      { found: { en: 'a further cuboid of the object in this frame' } },
    ])
    expect(report.notices.some(({ message }) => message.en.includes('quaternion has length'))).toBe(
      true,
    )
  })
})
