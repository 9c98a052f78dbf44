import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readManifest } from '@trueline/perception'
import { openNodeSession } from '@trueline/perception/node'
import { describe, expect, it } from 'vitest'

/** Some values of each output: where, and what. */
type Golden = { readonly [output: string]: readonly (readonly [number, number])[] }

const CHANNELS = 13
const FILLED_SHARE = 0.08

/** A raster of noise, as `golden_input` of training/export.py makes it. */
function goldenInput(side: number): Float32Array {
  return Float32Array.from({ length: CHANNELS * side * side }, (_, index) => {
    let x = index + 1
    x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
    const unit = ((x ^ (x >>> 16)) >>> 0) / 2 ** 32
    return unit < FILLED_SHARE ? unit / FILLED_SHARE : 0
  })
}

function fileOf(folder: string, name: string): Uint8Array {
  return readFileSync(fileURLToPath(new URL(`../${folder}/${name}`, import.meta.url)))
}

for (const { folder, side } of [
  { folder: 'objects', side: 512 },
  { folder: 'objects/small', side: 64 },
]) {
  describe(`the detector of ${folder}`, () => {
    const manifest = readManifest(fileOf(folder, 'manifest.json').toString())

    it('is no larger than 4 MB', () => {
      expect(fileOf(folder, manifest.file).length).toBeLessThan(4e6)
    })

    it('answers as the net did where it was trained', async () => {
      const golden: Golden = JSON.parse(fileOf(folder, 'golden.json').toString())
      const session = await openNodeSession(fileOf(folder, manifest.file), {
        backend: 'cpu',
        threads: 1,
      })
      const raster = { data: goldenInput(side), dims: [1, CHANNELS, side, side] }
      const outputs = await session.run({ raster })
      await session.dispose()
      expect(Object.keys(golden).toSorted()).toEqual(['box', 'heatmap'])
      for (const [name, values] of Object.entries(golden)) {
        for (const [place, value] of values) {
          expect(outputs[name]?.data[place], `${name} ${place}`).toBeCloseTo(value, 3)
        }
      }
    })
  })
}
