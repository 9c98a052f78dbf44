import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { BadInputError } from '../badInputError.ts'
import { openpcdet } from '../mmdet3d/predictions.ts'
import { pandaset } from '../pandaset/pandaset.ts'
import { readAnySweep } from '../pointclouds/readSweep.ts'
import { sniffTree } from '../sniff.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { exportSourceOf, filesOf, jsonOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { cuboidsIn } from '../testing/oracle.ts'
import { pickleAsJson } from './pickleJson.ts'

const testdata = fileURLToPath(new URL('./testdata', import.meta.url))
const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(join(testdata, file)))
const records = JSON.parse(readFileSync(join(testdata, 'cuboids.json'), 'utf8')) as object[]
const real = sharedData('clips', 'nuscenes_frame')
const OPTIONS = { name: 'x', onto: null }

describe('a pickle', () => {
  it.each([2, 4, 5])('of a DataFrame in protocol %i has the records to_json writes', (protocol) => {
    const file = `cuboids_${protocol}.pkl.gz`
    // to_json prints ten decimals, cut.
    const near = (value: unknown): unknown =>
      typeof value === 'number' ? Number(value.toFixed(8)) : value
    const rounded = (rows: unknown): unknown => JSON.parse(JSON.stringify(rows), (_, v) => near(v))
    expect(rounded(pickleAsJson(bytesOf(file), file))).toEqual(rounded(records))
  })

  it('of lists, arrays, numbers and texts is what NumPy had', () => {
    const [frame] = pickleAsJson(bytesOf('results.pkl'), 'a') as Record<string, unknown>[]
    expect(frame).toMatchObject({
      name: ['Car', 'Pedestrian'],
      score: [0.5, 0.25],
      boxes_lidar: [
        [1, 2, 3, 4, 5, 6, 7],
        [8, 9, 10, 11, 12, 13, 14],
      ],
      frame_id: '000001',
      n: 2.5,
      f: [
        [0, 1, 2],
        [3, 4, 5],
      ],
      big: { 'trueline:number': String(2n ** 70n) },
    })
  })

  it('that would run a program is refused, naming it', () => {
    const refused = () => pickleAsJson(bytesOf('evil.pkl'), 'evil.pkl')
    expect(refused).toThrow('object of posix.system')
    expect(refused).toThrow(BadInputError)
  })

  it('that is cut or names itself without end is refused', () => {
    const whole = gunzipSync(bytesOf('cuboids_4.pkl.gz'))
    expect(() => pickleAsJson(whole.slice(0, 600), 'a')).toThrow('an end inside a value')
    expect(() => pickleAsJson(bytesOf('cuboids_4.pkl.gz').slice(0, 600), 'a')).toThrow(
      BadInputError,
    )
    // Thirty tuples, each twice the one before.
    const doubled = Array.from({ length: 30 }, () => [0x32, 0x86]).flat()
    const bomb = Uint8Array.of(0x80, 4, 0x4b, 1, ...doubled, 0x2e)
    expect(() => pickleAsJson(bomb, 'a')).toThrow('more than')
    const ring = Uint8Array.of(0x80, 4, 0x5d, 0x94, 0x68, 0, 0x61, 0x2e)
    expect(() => pickleAsJson(ring, 'a')).toThrow('more than')
  })

  it.skipIf(real === null)('of a real info file is the JSON made of it', () => {
    const [file] = readdirSync(real!).filter((name) => name.endsWith('.pkl'))
    const pickled = pickleAsJson(new Uint8Array(readFileSync(join(real!, file!))), file!)
    const json = parseSourceJson(new Uint8Array(readFileSync(join(real!, 'frame.json'))), '')
    expect(pickled).toEqual(json)
  })
})

describe('what comes as pickles', () => {
  it('is read as PandaSet has it: cuboids, and the sweep in the lidar’s space', async () => {
    const poses = [{ position: { x: 1, y: 2, z: 3 }, heading: { w: 1, x: 0, y: 0, z: 0 } }]
    const tree = memoryTree({
      'annotations/cuboids/00.pkl.gz': bytesOf('cuboids_4.pkl.gz'),
      'lidar/00.pkl.gz': bytesOf('lidar.pkl.gz'),
      'lidar/poses.json': JSON.stringify(poses),
    })
    expect((await sniffTree(tree))[0]?.codec.id).toBe('pandaset')
    const imported = await pandaset.read(tree, OPTIONS)
    expect(imported.report.refused).toEqual([])
    expect(cuboidsIn(imported)).toHaveLength(records.length)
    const { points } = (await imported.clip.frames[0]!.sweeps[0]!.read()).sweep
    expect([...points.subarray(0, 8)]).toEqual([0.5, 2, 4, 0, 1.5, 3, 5, 51 / 255].map(Math.fround))
    const source = exportSourceOf(imported)
    const files = await filesOf(pandaset.write!(source, { withSensors: false }))
    expect(Object.keys(files)).toEqual(['annotations/cuboids/00.json'])
    expect(jsonOf(files, 'annotations/cuboids/00.json')).toHaveLength(records.length)
  })

  it('is read as OpenPCDet has it, all frames in one file', async () => {
    const tree = memoryTree({ 'result.pkl': bytesOf('results.pkl') })
    expect((await sniffTree(tree))[0]?.codec.id).toBe('openpcdet')
    const imported = await openpcdet.read(tree, OPTIONS)
    expect(imported.clip.frames.map(({ name }) => name)).toEqual(['000001'])
    expect(cuboidsIn(imported).map(({ score }) => score)).toEqual([0.5, 0.25])
  })

  it('is a cloud where it is a DataFrame of x, y, z', async () => {
    const { sweep } = await readAnySweep(bytesOf('lidar.pkl.gz'), 'a.pkl.gz')
    expect(sweep.points).toHaveLength(12)
  })
})
