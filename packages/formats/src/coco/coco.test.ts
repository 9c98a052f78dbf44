import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type AnnotationRecord, type Box2d, type Json, sensorId } from '@trueline/annotation'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import type { ImportedClip } from '../codec.ts'
import { nuscenes } from '../nuscenes/nuscenes.ts'
import { sniffTree } from '../sniff.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf } from '../testing/exportSource.ts'
import { expectKeepsAnything } from '../testing/keepsAnything.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { coco } from './coco.ts'

const FILE = 'instances.json'
const testdata = fileURLToPath(new URL('./testdata', import.meta.url))
const formats = sharedData('formats', 'coco')
const text = readFileSync(join(testdata, FILE), 'utf8')
const open = () => coco.read(memoryTree({ [FILE]: text }), { name: 'clip', onto: null })
const boxesIn = ({ records }: Pick<ImportedClip, 'records'>): readonly Box2d[] =>
  records.filter((one) => one.kind === 'box2d')
const jsonValue = (content: string | Uint8Array | undefined): unknown =>
  parseSourceJson(typeof content === 'string' ? new TextEncoder().encode(content) : content!, FILE)

async function written(imported: ImportedClip, records?: readonly AnnotationRecord[]) {
  const source = exportSourceOf(imported, records)
  return await filesOf(coco.write!(source, { withSensors: false }))
}

describe('COCO', () => {
  it('has a frame for each image and its boxes in pixels, and names what it refuses', async () => {
    expect((await sniffTree(memoryTree({ [FILE]: text })))[0]?.codec.id).toBe('coco')
    const imported = await open()
    expect(imported.clip.frames.map(({ name }) => name)).toEqual(['000001', '000002'])
    expect(boxesIn(imported)).toMatchObject([
      { category: 'car', frame: 0, sensorId: 'front', leftPx: 10, topPx: 20.5, rightPx: 40 },
      { category: 'person', frame: 1, bottomPx: 6, score: 0.75 },
    ])
    expect(imported.report.refused).toMatchObject([
      { place: { en: '/annotations/2/category_id' }, found: { en: 'category 99' } },
    ])
  })

  it('is written back equal in value, ids of 60 bits and what was refused too', async () => {
    const files = await written(await open())
    expect(jsonValue(files[FILE])).toEqual(jsonValue(text))
  })

  it('keeps all else beside a box that was moved, one that is gone and one that is new', async () => {
    const imported = await open()
    const [first, second] = boxesIn(imported)
    const moved = { ...first!, leftPx: 11, category: 'truck' }
    const fresh = { ...second!, id: 'new' as Box2d['id'], extras: {} }
    const files = await written(imported, [moved, fresh])
    const { annotations, categories } = jsonValue(files[FILE]) as {
      readonly annotations: readonly { readonly [key: string]: Json }[]
      readonly categories: readonly Json[]
    }
    expect(categories.at(-1)).toMatchObject({ name: 'truck', id: 8 })
    expect(annotations).toMatchObject([
      { bbox: [11, 20.5, 29, 40], category_id: 8, image_id: 40 },
      { id: 3, category_id: 99 },
      { bbox: [1, 2, 3, 4], category_id: 7, image_id: 41, score: 0.75 },
    ])
  })

  it('is laid on the clip it is for, by camera and frame', async () => {
    const { clip } = exportSourceOf(await open())
    const names = ['a', 'b', 'c']
    const frames = names.map((name) => ({ ...clip.frames[0]!, name }))
    const rear = { ...clip.sensors[0]!, id: sensorId('rear') }
    const onto = { ...clip, frames, sensors: [...clip.sensors, rear] }
    const own = text
      .replace('front/000001', 'samples/REAR/c')
      .replace('front/000002', 'samples/rear/nowhere')
    const tree = memoryTree({ [FILE]: own })
    const imported = await coco.read(tree, { name: 'clip', onto })
    expect(boxesIn(imported)).toMatchObject([{ frame: 2, sensorId: 'rear' }])
    expect(imported.report.notices[0]?.message.en).toContain('1 images that belong to no frame')
  })

  it('of a clip from elsewhere says that cuboids are lost', async () => {
    const folder = fileURLToPath(new URL('../nuscenes/testdata', import.meta.url))
    const imported = await nuscenes.read(diskTree(folder), { name: 'x', onto: null })
    const { losses } = coco.write!(exportSourceOf(imported), { withSensors: false })
    expect(losses.map(({ record }) => record)).toEqual(['cuboid', 'track'])
  })

  it('refuses by name or writes back whatever stands in one place', async () => {
    await expectKeepsAnything(coco, FILE, JSON.parse(text) as Json)
  })

  it.skipIf(formats === null)('has as many boxes in real files as was counted', async () => {
    for (const [file, count] of [
      ['instances_val.json', 2],
      ['mmdet3d_mono3d/kitti_infos_mono3d.coco.json', 4],
    ] as const) {
      const imported = await coco.read(diskTree(join(formats!, file)), { name: 'x', onto: null })
      expect(boxesIn(imported), file).toHaveLength(count)
    }
  })
})
