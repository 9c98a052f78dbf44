import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Json } from '@trueline/annotation'
import { add } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import type { Codec, ImportedClip } from '../codec.ts'
import { dair } from '../dair/dair.ts'
import { datumaro } from '../datumaro/datumaro.ts'
import { deepen } from '../deepen/deepen.ts'
import { mmdet3dPredictions, openpcdet } from '../mmdet3d/predictions.ts'
import { once } from '../once/once.ts'
import { pandaset } from '../pandaset/pandaset.ts'
import { sagemaker } from '../sagemaker/sagemaker.ts'
import { isSameCuboid } from '../sameCuboid.ts'
import { scale, scaleCadc } from '../scale/scale.ts'
import { segments } from '../segments/segments.ts'
import { sniffTree } from '../sniff.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { supervisely } from '../supervisely/supervisely.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf } from '../testing/exportSource.ts'
import { expectKeepsAnything } from '../testing/keepsAnything.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { cuboidsIn } from '../testing/oracle.ts'
import { xtreme1 } from '../xtreme1/xtreme1.ts'
import { zod } from '../zod/zod.ts'

const OPTIONS = { name: 'clip', onto: null }
const testdata = fileURLToPath(new URL('./testdata', import.meta.url))

const CASES: readonly (readonly [Codec, string])[] = [
  [scale, 'scale'],
  [scaleCadc, 'scale-cadc'],
  [pandaset, 'pandaset-records'],
  [segments, 'segments-ai'],
  [datumaro, 'datumaro'],
  [xtreme1, 'xtreme1'],
  [once, 'once'],
  [dair, 'dair-v2x'],
  [sagemaker, 'sagemaker'],
  [mmdet3dPredictions, 'mmdet3d'],
  [openpcdet, 'openpcdet'],
  [supervisely, 'supervisely-native'],
  [supervisely, 'supervisely-cvat'],
  [deepen, 'deepen'],
  [zod, 'zod'],
]

const named = CASES.map(([codec, folder]) => ({ codec, folder }))

const exported = (codec: Codec, imported: ImportedClip, records = imported.records) =>
  filesOf(codec.write!(exportSourceOf(imported, records), { withSensors: false }))

/** The value of JSON, numpy's -0.0 as 0. */
function valueOfJson(bytes: Uint8Array): unknown {
  return JSON.parse(JSON.stringify(parseSourceJson(bytes, '')))
}

const jsonFilesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.json'),
  )

describe.each(named)('the labels in $folder', ({ codec, folder }) => {
  const root = join(testdata, folder)
  const open = () => codec.read(diskTree(root), OPTIONS)

  it('are known, and as many as there are', async () => {
    expect((await sniffTree(diskTree(root)))[0]?.codec.id).toBe(codec.id)
    const imported = await open()
    expect(imported.report.refused).toEqual([])
    expect(imported.clip.frames).toHaveLength(4)
    expect(cuboidsIn(imported)).toHaveLength(19)
  })

  it('are written back equal in value', async () => {
    const files = await exported(codec, await open())
    for (const [path, bytes] of Object.entries(files)) {
      const source = new Uint8Array(readFileSync(join(root, path)))
      expect(valueOfJson(bytes), path).toEqual(valueOfJson(source))
    }
    expect(Object.keys(files).length).toBeGreaterThan(0)
  })

  it('stay as they were beside an edited box, which is read back where it was put', async () => {
    const imported = await open()
    const [target] = cuboidsIn(imported)
    const moved = { ...target!, center: add(target!.center, [1, 2, 0.5]), pointCount: 3 }
    const records = imported.records.map((one) => (one.id === moved.id ? moved : one))
    const files = await exported(codec, imported, records)
    const beside = Object.fromEntries(
      jsonFilesIn(root).map((path) => [path, new Uint8Array(readFileSync(join(root, path)))]),
    )
    const again = await codec.read(memoryTree({ ...beside, ...files }), OPTIONS)
    const [found, ...others] = cuboidsIn(again)
    const off = found!.center.map((value, axis) => {
      // Without poses the world begins where the first box is.
      return (
        value +
        again.clip.worldOrigin[axis]! -
        moved.center[axis]! -
        imported.clip.worldOrigin[axis]!
      )
    })
    expect(Math.hypot(...off)).toBeLessThan(1e-9)
    const kept = cuboidsIn(imported).slice(1)
    expect(others.map(({ extras }) => extras)).toEqual(kept.map(({ extras }) => extras))
  })

  it('of a clip that came from elsewhere read back the same', async () => {
    const other = await scaleCadc.read(diskTree(join(testdata, 'scale-cadc')), OPTIONS)
    const records = other.records.map((one) =>
      // A category that is a number, as some formats have nothing else.
      one.kind === 'track' ? { ...one, category: '7' } : one,
    )
    const files = await exported(codec, { ...other, clip: { ...other.clip, format: 'x' } }, records)
    const again = await codec.read(memoryTree(files), OPTIONS)
    expect(again.report.refused).toEqual([])
    const origin = again.clip.worldOrigin
    const before = cuboidsIn(other)
    expect(cuboidsIn(again)).toHaveLength(before.length)
    for (const cuboid of before) {
      const same = cuboidsIn(again).some(
        (one) =>
          one.frame === cuboid.frame &&
          isSameCuboid({ ...one, center: add(one.center, origin) }, cuboid),
      )
      expect(same).toBe(true)
    }
    expect(again.records.every((one) => one.kind !== 'track' || one.category === '7')).toBe(true)
  })

  it('refuse by name or write back whatever stands in one place', async () => {
    const [path] = jsonFilesIn(root).filter((one) => !/meta\.json|map\.json/.test(one))
    const whole = valueOfJson(new Uint8Array(readFileSync(join(root, path!)))) as Json
    await expectKeepsAnything(codec, path!, whole)
  })
})
