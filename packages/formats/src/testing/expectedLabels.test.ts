import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { openlabel } from '../openlabel/openlabel.ts'
import { sustech } from '../sustech/sustech.ts'
import { diskTree } from './diskTree.ts'

const folder = sharedData('formats')
const OPTIONS = { name: 'clip', onto: null }

type Counts = {
  readonly frames: number
  readonly geometries: { readonly cuboid?: number; readonly bbox?: number }
  readonly boxes: number
  readonly tracks: number
}

const expected: Readonly<Record<string, Counts>> =
  folder === null ? {} : JSON.parse(readFileSync(join(folder, 'expected_labels.json'), 'utf8'))
const namesIn = (format: string): readonly string[] =>
  Object.keys(expected).filter((name) => name.startsWith(`${format}/`))

/** Cuboids that are no boxes: regions to be ignored and the ego, one without a value, bad quaternions. */
const HIDDEN: Readonly<Record<string, number>> = {
  'openlabel100_kitti_tracking_0012.json': 78 + 1,
  'openlabel100_test_scene_KITTI_Tracking_3.json': 144 + 1,
  'openlabel100_test_cuboids.json': 1,
  'raillabel_openlabel_v1_short.json': 2,
}

describe.skipIf(folder === null)('the label files of the format collection', () => {
  it.each(namesIn('openlabel'))('%s has what an independent reader counted', async (name) => {
    const { clip, records } = await openlabel.read(diskTree(join(folder!, name)), OPTIONS)
    const { frames, geometries } = expected[name]!
    const countOf = (kind: string): number => records.filter((one) => one.kind === kind).length
    // What is true of a whole file stands in a frame of its own.
    expect(clip.frames).toHaveLength(Math.max(1, frames))
    expect(countOf('box2d')).toBe(geometries.bbox ?? 0)
    const hidden = HIDDEN[name.split('/').at(-1) ?? ''] ?? 0
    expect(countOf('cuboid')).toBe((geometries.cuboid ?? 0) - hidden)
  })

  it('of SUSTechPOINTS have as many boxes and tracks as was counted', async () => {
    const { clip, records } = await sustech.read(diskTree(join(folder!, 'sustechpoints')), OPTIONS)
    for (const name of namesIn('sustechpoints').filter((one) => one.includes('/label/'))) {
      const frame = clip.frames.findIndex((one) => name.endsWith(`${one.name}.json`))
      const cuboids = records.filter((one) => one.kind === 'cuboid' && one.frame === frame)
      expect(cuboids, name).toHaveLength(expected[name]!.boxes)
    }
  })
})
