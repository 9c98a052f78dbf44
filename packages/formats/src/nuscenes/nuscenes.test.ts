import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Json } from '@trueline/annotation'
import { add, distance, toMatrix4 } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import type { ImportedClip } from '../codec.ts'
import { sustech } from '../sustech/sustech.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf, jsonOf } from '../testing/exportSource.ts'
import { expectKeepsAnythingBeside } from '../testing/keepsAnything.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { cuboidsIn } from '../testing/oracle.ts'
import { readRosetta } from '../testing/rosetta.ts'
import { nuscenes } from './nuscenes.ts'

const OPTIONS = { name: 'clip', onto: null }
const testdata = fileURLToPath(new URL('./testdata', import.meta.url))

type Row = { readonly token: string; readonly [key: string]: Json }

function rowsIn(folder: string, table: string): readonly Row[] {
  return JSON.parse(readFileSync(join(folder, `${table}.json`), 'utf8')) as Row[]
}

function byToken(rows: unknown): readonly Row[] {
  return (rows as Row[]).toSorted((a, b) => (a.token < b.token ? -1 : 1))
}

async function exported(imported: ImportedClip, records = imported.records) {
  const source = exportSourceOf(imported, records)
  return filesOf(nuscenes.write!(source, { withSensors: true }))
}

describe('the nuScenes codec', () => {
  it('reads the synthetic clip as its generator made it', async () => {
    const imported = await nuscenes.read(diskTree(testdata), OPTIONS)
    expect(imported.report.refused).toEqual([])
    const { boxes, frames } = readRosetta()
    expect(imported.clip.frames.map(({ timeUs }) => timeUs)).toEqual(
      frames.map(({ timeUs }) => timeUs),
    )
    for (const [index, { worldFromEgo }] of frames.entries()) {
      const pose = imported.clip.frames[index]!.worldFromEgo!
      const mapFromEgo = { ...pose, translation: add(pose.translation, imported.clip.worldOrigin) }
      const off = toMatrix4(mapFromEgo).map((value, at) => Math.abs(value - worldFromEgo[at]!))
      expect(Math.max(...off)).toBeLessThan(1e-9)
    }
    expect(cuboidsIn(imported)).toHaveLength(boxes.length)
    for (const box of boxes) {
      const here = cuboidsIn(imported).filter(({ frame }) => frame === box.frame)
      const near = Math.min(...here.map(({ center }) => distance(center, box.ego.center)))
      expect(near).toBeLessThan(1e-6)
    }
    const [car] = imported.records
    expect(car).toMatchObject({ kind: 'track', category: 'vehicle.car' })
    expect(cuboidsIn(imported)[0]).toMatchObject({
      attributes: { vehicle: 'moving', visibility: 'v40-60' },
      pointCount: 220,
    })
  })

  const sets = [
    ['the synthetic clip', testdata, 'v1.0-test'],
    ['an excerpt of Lyft', sharedData('formats', 'nuscenes', 'lyft_v1.01'), ''],
    ['a T4 set', sharedData('clips', 't4_tables', 't4dataset'), 'annotation'],
  ] as const
  for (const [name, root, folder] of sets) {
    it.skipIf(root === null)(`writes ${name} back equal in value`, async () => {
      await expectTablesKept(root!, folder)
    })
  }

  async function expectTablesKept(root: string, folder: string): Promise<void> {
    const imported = await nuscenes.read(diskTree(root), OPTIONS)
    expect(imported.report.refused).toEqual([])
    const files = await exported(imported)
    const written = Object.keys(files).filter((path) => path.endsWith('.json'))
    expect(written.length).toBeGreaterThanOrEqual(13)
    for (const path of written) {
      const table = /([^/]+)\.json$/.exec(path)![1]!
      const source = rowsIn(join(root, folder), table)
      expect(byToken(jsonOf(files, path)), table).toEqual(byToken(source))
    }
  }

  it('links an instance anew where an annotation is taken out, and leaves the others', async () => {
    const imported = await nuscenes.read(diskTree(testdata), OPTIONS)
    const [gone] = cuboidsIn(imported).filter(({ frame }) => frame === 1)
    const files = await exported(
      imported,
      imported.records.filter(({ id }) => id !== gone!.id),
    )
    const before = rowsIn(join(testdata, 'v1.0-test'), 'sample_annotation')
    const after = jsonOf(files, 'v1.0-test/sample_annotation.json') as Row[]
    const instance = gone!.trackId.slice('nuscenes:'.length)
    const own = after.filter((row) => row.instance_token === instance)
    expect(after).toHaveLength(before.length - 1)
    expect(own.map(({ prev }) => prev)).toEqual(['', ...own.slice(0, -1).map(({ token }) => token)])
    expect(own.map(({ next }) => next)).toEqual([...own.slice(1).map(({ token }) => token), ''])
    const instances = jsonOf(files, 'v1.0-test/instance.json') as Row[]
    expect(instances.find(({ token }) => token === instance)?.nbr_annotations).toBe(own.length)
    const isOther = (row: Row): boolean => row.instance_token !== instance
    expect(after.filter(isOther)).toEqual(expect.arrayContaining(before.filter(isOther)))
  })

  it('writes a changed box, attribute and category, and reads them back', async () => {
    const imported = await nuscenes.read(diskTree(testdata), OPTIONS)
    const [target] = cuboidsIn(imported)
    const edited = {
      ...target!,
      center: add(target!.center, [1, 0.5, 0]),
      attributes: { vehicle: 'parked', visibility: 'v80-100' },
      pointCount: null,
    }
    const records = imported.records.map((record) => {
      if (record.id === target!.trackId && record.kind === 'track') {
        return { ...record, category: 'vehicle.fire_engine' }
      }
      return record.id === target!.id ? edited : record
    })
    const files = await exported(imported, records)
    const again = await nuscenes.read(memoryTree(files), OPTIONS)
    const found = cuboidsIn(again).find(({ id }) => id === target!.id)
    expect(distance(found!.center, edited.center)).toBeLessThan(1e-6)
    expect(found!.attributes).toEqual(edited.attributes)
    const track = again.records.find(({ id }) => id === target!.trackId)
    expect(track).toMatchObject({ category: 'vehicle.fire_engine' })
  })

  it('writes a clip that came from elsewhere, whole, so that it reads back the same', async () => {
    const root = fileURLToPath(new URL('../sustech/testdata', import.meta.url))
    const other = await sustech.read(diskTree(root), OPTIONS)
    const files = await exported(other)
    const again = await nuscenes.read(memoryTree(files), OPTIONS)
    expect(again.report.refused).toEqual([])
    expect(again.clip.frames).toHaveLength(other.clip.frames.length)
    const before = cuboidsIn(other)
    expect(cuboidsIn(again)).toHaveLength(before.length)
    for (const { frame, center, extent } of before) {
      const here = cuboidsIn(again).filter((one) => one.frame === frame)
      const off = here.map((one) => distance(one.center, center) + distance(one.extent, extent))
      expect(Math.min(...off)).toBeLessThan(1e-9)
    }
  })

  it('refuses by name or writes back whatever stands in one place of a table', async () => {
    const folder = join(testdata, 'v1.0-test')
    const tables = ['sample', 'sample_data', 'ego_pose', 'calibrated_sensor', 'sensor', 'category']
    const rest = Object.fromEntries(
      [...tables, 'instance', 'scene', 'attribute', 'visibility'].map((name) => [
        `v1.0-test/${name}.json`,
        readFileSync(join(folder, `${name}.json`), 'utf8'),
      ]),
    )
    const rows = rowsIn(folder, 'sample_annotation').slice(0, 2)
    const file = 'v1.0-test/sample_annotation.json'
    await expectKeepsAnythingBeside(nuscenes, { file, value: rows, beside: rest })
  })
})
