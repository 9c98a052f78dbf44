import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import { diskTree } from '../testing/diskTree.ts'
import { exportSourceOf, filesOf, jsonOf } from '../testing/exportSource.ts'
import { memoryTree } from '../testing/memoryTree.ts'
import { openlabel } from './openlabel.ts'

const OPTIONS = { name: 'clip', onto: null }

/** Every OpenLABEL file of a folder. */
function documentsOf(folder: string | null): readonly string[] {
  if (folder === null) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.json'))
    .filter((path) => /^[^"]*"openlabel"/.test(readFileSync(path, 'utf8').slice(0, 200)))
}

async function rewrite(path: string) {
  const imported = await openlabel.read(diskTree(path), OPTIONS)
  const source = exportSourceOf(imported)
  const files = await filesOf(openlabel.write!(source, { withSensors: false }))
  expect(Object.keys(files)).toHaveLength(1)
  return { imported, files, name: Object.keys(files)[0]! }
}

const own = documentsOf(fileURLToPath(new URL('./testdata', import.meta.url)))
const real = [
  ...documentsOf(sharedData('clips', 'kitti_drive0005_openlabel')),
  ...documentsOf(sharedData('clips', 'openlabel')),
  ...documentsOf(sharedData('formats', 'openlabel')),
  ...documentsOf(sharedData('formats', 'kognic')),
]

describe('an unchanged OpenLABEL clip', () => {
  for (const path of own) {
    it(`is written equal to its source, ${path.split('/').at(-1)}`, async () => {
      const { files, name } = await rewrite(path)
      expect(jsonOf(files, name)).toEqual(JSON.parse(readFileSync(path, 'utf8')))
    })
  }

  it.skipIf(real.length === 0)('is written equal to its source, every real document', async () => {
    expect(real.length).toBe(38)
    for (const path of real) {
      const { files, name, imported } = await rewrite(path)
      const source: unknown = JSON.parse(readFileSync(path, 'utf8'))
      expect(jsonOf(files, name), path).toEqual(source)
      const again = await openlabel.read(memoryTree(files), OPTIONS)
      expect(again.records, path).toEqual(imported.records)
    }
  })

  it('keeps numbers no double can hold, and its order of keys', async () => {
    const text =
      '{"openlabel":{"z":9007199254740993,"metadata":{"schema_version":"1.0.0"},"frames":{"0":{"frame_properties":{"timestamp":1700001000123645789,"n":1.5e400}}},"a":"\\"NaN 1e999"}}'
    const tree = memoryTree({ 'a.json': text })
    const imported = await openlabel.read(tree, OPTIONS)
    expect(imported.clip.frames[0]?.timeUs).toBe(1700001000123645)
    const files = await filesOf(openlabel.write!(exportSourceOf(imported), { withSensors: false }))
    expect(new TextDecoder().decode(files['a.json'])).toBe(text)
  })
})
