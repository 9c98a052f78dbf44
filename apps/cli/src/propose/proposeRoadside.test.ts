import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MapElement } from '@trueline/annotation'
import { writerOf } from '@trueline/server'
import { simulateClip } from '@trueline/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLabelledClip } from '../clips/labelledClip.ts'
import { exportSourceOf } from '../exportSource.ts'
import { openOutput } from '../output.ts'
import { runTrueline } from '../testing/runTrueline.ts'

describe('trueline propose --roadside', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'trueline-test-'))
  let fixtures: readonly MapElement[] = []

  /** A street in one frame, seen by 64 beams and no camera. */
  beforeAll(async () => {
    const made = simulateClip({ seed: 12, frames: 1, sensor: 'os64', camerasPerFrame: 0 })
    fixtures = made.fixtures
    const source = exportSourceOf({ clip: made.clip, records: made.truth }, () => undefined)
    const output = await openOutput(join(folder, 'street'), false)
    await output.write(writerOf('openlabel')(source, { withSensors: true }).files)
  }, 60_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(['found.geojson', 'found.json'])(
    'writes what is there, read back onto the clip from %s where it was found',
    async (file) => {
      const args = ['propose', 'street', '--roadside', '--out', file, '--json']
      const { exit, out, err } = await runTrueline(args, folder)
      expect(exit, err).toBe(0)
      const { kinds, frames } = JSON.parse(out)
      expect(frames).toBe(1)
      expect(kinds.pole).toBeGreaterThan(2)
      const onto = await openLabelledClip({
        ...{ named: join(folder, 'street'), dataDir: '', onto: null },
      })
      const found = await openLabelledClip({
        ...{ named: join(folder, file), dataDir: '', onto: onto.clip },
      })
      const poles = found.records.flatMap((record) =>
        record.kind === 'mapElement' && record.elementKind === 'pole' ? [record] : [],
      )
      expect(poles).toHaveLength(kinds.pole)
      const places = fixtures.flatMap(({ elementKind, shape }) =>
        elementKind === 'pole' && shape.kind === 'box' ? [shape.cuboid.center] : [],
      )
      const real = poles.filter(({ shape, state, score }) => {
        expect([shape.kind, state]).toEqual(['box', 'proposed'])
        expect(score).toBeGreaterThan(0)
        if (shape.kind !== 'box') return false
        const [x, y] = shape.cuboid.center
        return places.some((place) => Math.hypot(place[0] - x, place[1] - y) < 0.5)
      })
      expect(real.length).toBeGreaterThan(poles.length / 2)
      await found.close()
      await onto.close()
    },
  )

  it('is not looked for together with lanes', async () => {
    const { exit, err } = await runTrueline(['propose', 'street', '--roadside', '--lanes'], folder)
    expect(exit).toBe(2)
    expect(err).toContain('--roadside')
  })
})
