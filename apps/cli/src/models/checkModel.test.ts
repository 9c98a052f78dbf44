import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { passingFolder } from '../testing/folders.ts'
import { benchModel } from './benchModel.ts'
import { checkModel } from './checkModel.ts'
import { SHIPPED_MODEL } from './modelFolder.ts'

/** Our detector for a window of 12.8 m: it runs in milliseconds. */
const SMALL = join(SHIPPED_MODEL, 'small')

function manifestOf(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, unknown>
}

/** A copy of the small model, its manifest changed. */
function changedModel(change: Record<string, unknown>): string {
  const folder = passingFolder()
  cpSync(SMALL, folder, { recursive: true })
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifestOf(SMALL), ...change }))
  return folder
}

describe('checking a model’s folder', { timeout: 120_000 }, () => {
  it('finds nothing amiss with ours, which runs on WebGPU as a whole', async () => {
    const { fits, problems, model } = await checkModel(SMALL, 'cpu')
    expect([fits, problems]).toEqual([true, []])
    expect(model).toMatchObject({ licence: 'Apache-2.0', offGpu: [] })
  })

  it('names every place where manifest and network differ', async () => {
    const { input } = manifestOf(SHIPPED_MODEL)
    const { fits, problems } = await checkModel(changedModel({ input }), 'cpu')
    expect(fits).toBe(false)
    expect(problems.map(({ where, found, expected }) => [where, found, expected])).toEqual([
      ['objects.onnx, input raster', '1 × 13 × 64 × 64', '1 × 13 × 512 × 512'],
      ['objects.onnx, output heatmap', '1 × 4 × 32 × 32', '1 × at least 4 × 256 × 256'],
      ['objects.onnx, output box', '1 × 10 × 32 × 32', '1 × at least 10 × 256 × 256'],
    ])
  })

  it('says what is no manifest, and what is no network', async () => {
    const noClasses = await checkModel(changedModel({ classes: [] }), 'cpu')
    expect(noClasses.problems[0]).toMatchObject({
      problem: 'manifest',
      where: 'manifest.json/classes',
      found: '[]',
    })
    const folder = changedModel({})
    writeFileSync(join(folder, 'objects.onnx'), '<!doctype html>')
    const noNetwork = await checkModel(folder, 'cpu')
    expect(noNetwork.problems[0]).toMatchObject({
      problem: 'notOnnx',
      where: 'objects.onnx',
      expected: 'an ONNX model',
    })
  })

  it('is refused where there is no folder, or a file of it is missing', async () => {
    await expect(checkModel(join(SMALL, 'gone'), 'cpu')).rejects.toThrow('found nothing there')
    const folder = changedModel({ file: 'other.onnx' })
    await expect(checkModel(folder, 'cpu')).rejects.toThrow('found no other.onnx')
  })
})

describe('measuring a model', { timeout: 120_000 }, () => {
  it('says what each step of a frame took', async () => {
    const times = await benchModel(SMALL, { backend: 'cpu', threads: 1, runs: 1 })
    expect(times.backendText).toBe('processor, 1 thread')
    expect(times.msPerFrame.network).toBeGreaterThan(0)
  })
})
