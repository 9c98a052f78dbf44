import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AnnotationRecord, CuboidRecord } from '@trueline/annotation'
import { distance } from '@trueline/geometry'
import type { Backend } from '@trueline/perception'
import { writerOf } from '@trueline/server'
import { simulateClip } from '@trueline/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLabelledClip } from '../clips/labelledClip.ts'
import { exportSourceOf } from '../exportSource.ts'
import { openNetwork } from '../models/backends.ts'
import { openModelFolder, SHIPPED_MODEL } from '../models/modelFolder.ts'
import { openOutput } from '../output.ts'
import { runTrueline } from '../testing/runTrueline.ts'
import { modelFinder } from './finder.ts'
import { type ProposedClip, proposeClip } from './proposeClip.ts'

const progress = { at: () => undefined, end: () => undefined }

const cuboidsIn = (records: readonly AnnotationRecord[]): readonly CuboidRecord[] =>
  records.filter((record) => record.kind === 'cuboid')

describe('trueline propose', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'trueline-test-'))
  const open = (named: string) =>
    openLabelledClip({ named: join(folder, named), dataDir: folder, onto: null })

  /** A street in three frames, seen by 32 beams and no camera. */
  beforeAll(async () => {
    const { clip, truth } = simulateClip({
      ...{ seed: 3, frames: 3, sensor: 'hdl32', camerasPerFrame: 0 },
    })
    const source = exportSourceOf({ clip, records: truth }, () => undefined)
    const output = await openOutput(join(folder, 'street'), false)
    await output.write(writerOf('openlabel')(source, { withSensors: true }).files)
  }, 300_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** What the small detector finds, on a backend. */
  async function proposedOn(backend: Backend, frames: readonly number[]): Promise<ProposedClip> {
    const { manifest, network } = await openModelFolder(join(SHIPPED_MODEL, 'small'))
    const session = await openNetwork(network, backend, 1)
    const source = await open('street')
    const finder = modelFinder({ manifest, session }, { scoreFrom: 0.02, sweeps: 2 })
    const proposed = await proposeClip(source, { finder, frames, isTracked: true, progress })
    await session.dispose()
    await source.close()
    return proposed
  }

  it('writes what it finds as labels that are read back', async () => {
    const args = ['propose', 'street', '--classical', '--out', 'found.json', '--json']
    const { exit, out, err } = await runTrueline(args, folder)
    expect(exit, err).toBe(0)
    const { frames, records, backend, msPerFrame } = JSON.parse(out)
    expect([frames, backend]).toEqual([3, 'none'])
    expect(Object.keys(msPerFrame)).toEqual(['ground', 'raster', 'network', 'decode', 'track'])
    const found = await open('found.json')
    await found.close()
    expect(found.refused).toEqual([])
    expect(cuboidsIn(found.records)).toHaveLength(records.cuboid)
    expect(records.cuboid).toBeGreaterThan(0)
  })

  it('finds the same on the processor and on WebAssembly', async () => {
    const [cpu, wasm] = [await proposedOn('cpu', [1]), await proposedOn('wasm', [1])]
    const [one, other] = [cuboidsIn(cpu.source.records), cuboidsIn(wasm.source.records)]
    expect(one.length).toBeGreaterThan(0)
    expect(other).toHaveLength(one.length)
    for (const [at, { center, score }] of one.entries()) {
      expect(distance(center, other[at]!.center)).toBeLessThan(0.01)
      expect(Math.abs((score ?? 0) - (other[at]!.score ?? 1))).toBeLessThan(1e-3)
    }
  })

  it.each([
    ['followed from one to the next', [1, 2], true],
    ['one of which nothing can be followed', [2], false],
  ])('keeps to the frames that were asked for, %s', async (_, frames, isTracked) => {
    const proposed = await proposedOn('cpu', frames)
    expect(proposed.isTracked).toBe(isTracked)
    const found = cuboidsIn(proposed.source.records).map(({ frame }) => frame)
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((frame) => !frames.includes(frame))).toEqual([])
  })

  it('ends with 3 and names the model that is not there', async () => {
    const { exit, err } = await runTrueline(['propose', 'street', '--model', 'gone'], folder)
    expect(exit).toBe(3)
    expect(err).toContain('gone: found nothing there, expected a folder with manifest.json')
  })
})
