import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSource, readSource, resultOf } from '@trueline/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Output, openOutput } from './output.ts'
import { type Simulated, type Simulation, simulate } from './simulate.ts'
import { memoryOutput, textOf } from './testing/memoryOutput.ts'

const SMALL: Omit<Simulation, 'output'> = {
  seed: 5,
  frames: 1,
  sensor: 'hdl32',
  progress: { at: () => undefined, end: () => undefined },
}

/** What a seed's first file says; the pictures that come after it are never made. */
async function labelsOf(seed: number): Promise<string> {
  let text = ''
  const output: Output = {
    write: async (files) => {
      for await (const { bytes } of files) {
        text = new TextDecoder().decode(bytes)
        break
      }
      return 1
    },
  }
  await simulate({ ...SMALL, seed, output })
  return text
}

describe('simulate', { timeout: 300_000 }, () => {
  const root = mkdtempSync(join(tmpdir(), 'trueline-test-'))
  const folder = join(root, 'clip')
  let made: Simulated

  beforeAll(async () => {
    made = await simulate({ ...SMALL, output: await openOutput(folder, false) })
  }, 300_000)

  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it('makes the same bytes of the same seed, and others of another', async () => {
    const { files, ...output } = memoryOutput()
    await simulate({ ...SMALL, output })
    expect(files.size).toBe(made.files)
    for (const [path, bytes] of files) {
      expect(Buffer.compare(bytes, readFileSync(join(folder, path))), path).toBe(0)
    }
    expect(await labelsOf(SMALL.seed + 1)).not.toBe(textOf(files, 'openlabel.json'))
  })

  it('makes a folder that reads back as the clip, its truth beside it', async () => {
    const told = { format: null, onto: null }
    const { imported, codec } = await readSource(await openSource(folder), told)
    expect(codec.id).toBe('openlabel')
    expect(imported.report.refused).toEqual([])
    expect(imported.clip.name).toBe('Simulated street 5')
    expect(imported.clip.frames[0]?.worldFromEgo).not.toBeNull()
    expect(imported.clip.sensors).toHaveLength(4)
    const { frames } = imported.clip
    expect(frames.map(({ sweeps, images }) => [sweeps.length, images.length])).toEqual([[1, 3]])
    const read = { ...imported.clip, frames: [] }
    expect(resultOf(read, imported.records).records).toEqual(made.records)
    const truth = await readSource(await openSource(join(folder, 'truth')), told)
    expect(resultOf(read, truth.imported.records).records).toEqual(made.truth)
  })
})
