import { describe, expect, it } from 'vitest'
import { ModelError } from '../modelError.ts'
import {
  type ManifestJson,
  mmdetPointPillars,
  openPcdetCenterPoint,
  openPcdetPointPillars,
  ourManifest,
} from '../testing/manifests.ts'
import { readManifest } from './readManifest.ts'

/** What reading a manifest is refused with. */
function refusalOf(text: string): ModelError {
  try {
    readManifest(text)
  } catch (error) {
    if (error instanceof ModelError) return error
    throw error
  }
  throw new Error('The manifest was read')
}

const changed = (change: Record<string, unknown>): string =>
  JSON.stringify({ ...ourManifest(), ...change })

describe('a manifest', () => {
  it('is read for our own nets and for the published layouts', () => {
    const layouts: readonly ManifestJson[] = [
      ourManifest(),
      openPcdetPointPillars(),
      mmdetPointPillars(),
      openPcdetCenterPoint(),
    ]
    for (const layout of layouts) {
      expect(readManifest(JSON.stringify(layout))).toMatchObject(layout)
    }
  })

  it('has one sweep, points as they are and a box from its own channel where nothing is said', () => {
    const { sweeps, input, head } = readManifest(JSON.stringify(openPcdetCenterPoint()))
    expect(sweeps).toBe(1)
    expect(input).toMatchObject({ axes: 'x-forward', intensityScale: 1 })
    expect(head).toMatchObject({ tasks: [{ quality: null, heatmap: { channel: 0 } }, {}] })
  })

  it('names the file when it is no JSON', () => {
    expect(refusalOf('{"version": 1,')).toMatchObject({
      problem: 'manifest',
      where: { en: 'manifest.json' },
      expected: { en: 'JSON' },
    })
  })

  it('names the place, what is there and what should be', () => {
    const { input } = ourManifest()
    expect(refusalOf(changed({ input: { ...input, cell: -1 } }))).toMatchObject({
      where: { en: 'manifest.json/input/cell' },
      found: { en: '-1' },
    })
    expect(refusalOf(changed({ version: 2 }))).toMatchObject({
      where: { en: 'manifest.json/version' },
      found: { en: '2' },
    })
    expect(refusalOf(changed({ licence: undefined }))).toMatchObject({
      where: { en: 'manifest.json/licence' },
      found: { en: 'nothing' },
      expected: { en: 'a text', zh: '文本' },
    })
    expect(refusalOf(changed({ treshold: 0.5 }))).toMatchObject({ found: { en: '"treshold"' } })
  })

  it('says what should be there in both languages', () => {
    const { input, head } = ourManifest()
    const expectedOf = (fields: Record<string, unknown>) => refusalOf(changed(fields)).expected
    const kind = expectedOf({ head: { ...head, kind: 'corners' } })
    expect(kind).toEqual({ en: 'one of centers, anchors', zh: '以下之一：centers, anchors' })
    expect(expectedOf({ sweeps: 0 })).toEqual({ en: 'at least 1', zh: '至少 1' })
    expect(expectedOf({ sweeps: 1.5 })).toEqual({ en: 'a whole number', zh: '整数' })
    expect(expectedOf({ classes: [] })).toEqual({ en: 'at least 1 of them', zh: '至少 1 项' })
    expect(expectedOf({ input: { ...input, heightEdges: [1, 0] } })).toEqual({
      en: 'rising heights',
      zh: '递增的高度',
    })
  })

  it('is refused when a head names a class that there is not', () => {
    const { classes } = ourManifest()
    expect(refusalOf(changed({ classes: classes.slice(1) }))).toMatchObject({
      where: { en: 'manifest.json/head' },
      found: { en: '"car"' },
    })
  })

  it('is refused when its file leads out of the folder', () => {
    expect(refusalOf(changed({ file: '../objects.onnx' })).where.en).toBe('manifest.json/file')
  })
})
