import { readFileSync } from 'node:fs'
import { project } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import type { JsonObject } from '../jsonAt.ts'
import { parseSourceJson } from '../sourceJson.ts'
import { decodeLens, encodeLens } from './streams.ts'

const folder = sharedData('formats', 'calibration-fisheye', 'woodscape')

describe.skipIf(folder === null)('a lens of WoodScape in a document', () => {
  it.each(['00000_FV', '00086_RV'])(
    'of %s draws as its polynomial, and is written back',
    (name) => {
      const bytes = new Uint8Array(readFileSync(`${folder!}/${name}.json`))
      const { intrinsic } = parseSourceJson(bytes, name) as { readonly intrinsic: JsonObject }
      const place = { file: name, pointer: '' }
      const { model } = decodeLens({ intrinsics_custom: intrinsic }, place, null)!
      const at = (key: string): number => Number(intrinsic[key])
      // A right angle off the axis, to the right.
      const theta = Math.PI / 2
      const radius = [1, 2, 3, 4].reduce((sum, n) => sum + at(`k${n}`) * theta ** n, 0)
      const [x, y] = project(model, [5, 0, 0])!
      expect(x).toBeCloseTo(radius + at('cx_offset') + at('width') / 2 - 0.5, 9)
      expect(y).toBeCloseTo(at('cy_offset') + at('height') / 2 - 0.5, 9)
      const written = encodeLens(model).intrinsics_custom as JsonObject
      for (const key of Object.keys(intrinsic).filter((one) => one !== 'model')) {
        expect(Number(written[key])).toBeCloseTo(at(key), 9)
      }
    },
  )
})
