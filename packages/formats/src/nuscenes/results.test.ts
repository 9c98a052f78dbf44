import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Clip, clipId } from '@trueline/annotation'
import { add, distance } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf } from '../testing/exportSource.ts'
import { expectKeepsAnything } from '../testing/keepsAnything.ts'
import { cuboidsIn } from '../testing/oracle.ts'
import { readRosetta } from '../testing/rosetta.ts'
import { nuscenes } from './nuscenes.ts'
import { nuscenesDetection, nuscenesTracking } from './results.ts'

const OPTIONS = { name: 'clip', onto: null }
const testdata = fileURLToPath(new URL('./testdata', import.meta.url))
const FILES = [
  [nuscenesDetection, 'results_nusc.json'],
  [nuscenesTracking, 'tracking_results.json'],
] as const

/** The value of a JSON file, numpy's -0.0 as 0. */
const jsonIn = (path: string): unknown => {
  const value = parseSourceJson(new Uint8Array(readFileSync(path)), path)
  return JSON.parse(JSON.stringify(value))
}

describe('the nuScenes result codecs', () => {
  it.each(FILES)('read the synthetic clip beside its tables: %#', async (codec) => {
    const imported = await codec.read(diskTree(testdata), OPTIONS)
    expect(imported.report.refused).toEqual([])
    const { boxes } = readRosetta()
    expect(cuboidsIn(imported)).toHaveLength(boxes.length)
    for (const { frame, ego, score } of boxes) {
      const here = cuboidsIn(imported).filter((one) => one.frame === frame)
      const found = here.find(({ center }) => distance(center, ego.center) < 1e-6)
      expect(found?.score).toBeCloseTo(score, 6)
    }
  })

  it.each(FILES)('lay a lone file on the clip it is for: %#', async (codec, file) => {
    const { clip } = await nuscenes.read(diskTree(testdata), OPTIONS)
    const onto: Clip = exportSourceOf({
      clip,
      records: [],
      report: { refused: [], notices: [], suggestions: [] },
    }).clip
    const tree = diskTree(join(testdata, file))
    const imported = await codec.read(tree, { name: 'x', onto: { ...onto, id: clipId('a') } })
    const [first] = cuboidsIn(imported)
    const { boxes } = readRosetta()
    const near = boxes.map(({ ego }) => distance(ego.center, first!.center))
    expect(Math.min(...near)).toBeLessThan(1e-6)
  })

  it.each(FILES)('write a file back equal in value: %#', async (codec, file) => {
    const imported = await codec.read(diskTree(join(testdata, file)), OPTIONS)
    const files = await filesOf(codec.write!(exportSourceOf(imported), { withSensors: false }))
    expect(parseSourceJson(files[file]!, file)).toEqual(jsonIn(join(testdata, file)))
  })

  it('work the velocity of a moved box out anew from its track', async () => {
    const imported = await nuscenesTracking.read(diskTree(testdata), OPTIONS)
    const [target] = cuboidsIn(imported).filter(({ frame }) => frame === 3)
    const moved = { ...target!, center: add(target!.center, [2, 0, 0]) }
    const records = imported.records.map((one) => (one.id === moved.id ? moved : one))
    const source = exportSourceOf(imported, records)
    const files = await filesOf(nuscenesTracking.write!(source, { withSensors: false }))
    type Box = { readonly tracking_id: string; readonly velocity: readonly number[] }
    const read = (bytes: Uint8Array): readonly (readonly Box[])[] =>
      Object.values((JSON.parse(new TextDecoder().decode(bytes)) as { results: object }).results)
    const before = read(new Uint8Array(readFileSync(join(testdata, FILES[1][1]))))
    const after = read(Object.values(files)[0]!)
    const id = target!.trackId.slice('nuscenes-tracking:'.length)
    const speedIn = (all: readonly (readonly Box[])[], frame: number) =>
      all[frame]!.find(({ tracking_id }) => tracking_id === id)!.velocity
    expect(speedIn(after, 2)).toEqual(speedIn(before, 2))
    const [vx, vy] = speedIn(after, 3)
    const [ux, uy] = speedIn(before, 3)
    // Two meters in the tenth of a second since the frame before.
    expect(Math.hypot(vx! - ux!, vy! - uy!)).toBeGreaterThan(15)
    expect(Math.hypot(vx! - ux!, vy! - uy!)).toBeLessThan(25)
  })

  it('write a clip of tables as detections with the benchmark’s names', async () => {
    const imported = await nuscenes.read(diskTree(testdata), OPTIONS)
    const { files, losses } = nuscenesDetection.write!(exportSourceOf(imported), {
      withSensors: false,
    })
    const written = await filesOf({ files, losses })
    const again = JSON.parse(new TextDecoder().decode(written['results.json'])) as {
      results: { readonly [sample: string]: readonly { readonly detection_name: string }[] }
    }
    const names = Object.values(again.results).flatMap((boxes) =>
      boxes.map((box) => box.detection_name),
    )
    expect(new Set(names)).toEqual(new Set(['car', 'truck', 'pedestrian', 'bicycle']))
    expect(losses.map(({ record }) => record)).toContain('track')
  })

  it('refuse by name or write back whatever stands in one place of a file', async () => {
    const [codec, file] = FILES[1]
    const whole = JSON.parse(readFileSync(join(testdata, file), 'utf8')) as {
      meta: object
      results: { readonly [sample: string]: readonly object[] }
    }
    const [sample, boxes] = Object.entries(whole.results)[0]!
    const value = { meta: whole.meta, results: { [sample]: boxes.slice(0, 2) } }
    await expectKeepsAnything(codec, file, JSON.parse(JSON.stringify(value)) as never)
  })
})

const real = sharedData('formats', 'nuscenes', 'doc-examples', 'results_nusc_excerpt.json')

describe.skipIf(real === null)('real detections', () => {
  it('are known, read and written back equal in value', async () => {
    const tree = diskTree(real!)
    expect((await nuscenesDetection.sniff(tree)).score).toBeGreaterThan(0.9)
    const imported = await nuscenesDetection.read(tree, OPTIONS)
    expect(imported.clip.frames).toHaveLength(3)
    expect(cuboidsIn(imported)).toHaveLength(4)
    const source = exportSourceOf(imported)
    const files = await filesOf(nuscenesDetection.write!(source, { withSensors: false }))
    expect(parseSourceJson(Object.values(files)[0]!, '')).toEqual(jsonIn(real!))
  })
})
