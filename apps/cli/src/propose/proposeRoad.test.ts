import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writerOf } from '@trueline/server'
import { simulateClip } from '@trueline/simulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLabelledClip } from '../clips/labelledClip.ts'
import { exportSourceOf } from '../exportSource.ts'
import { openOutput } from '../output.ts'
import { runTrueline } from '../testing/runTrueline.ts'
import { standardMapOf } from './proposeRoad.ts'

describe('trueline propose --lanes', { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'trueline-test-'))

  /** A street in one frame, seen by 32 beams and a camera. */
  beforeAll(async () => {
    const { clip, truth } = simulateClip({
      ...{ seed: 3, frames: 1, sensor: 'hdl32', camerasPerFrame: 1 },
    })
    const source = exportSourceOf({ clip, records: truth }, () => undefined)
    const output = await openOutput(join(folder, 'street'), false)
    await output.write(writerOf('openlabel')(source, { withSensors: true }).files)
  }, 60_000)

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('writes a road that is read back onto the clip, waiting for an answer', async () => {
    const args = ['propose', 'street', '--lanes', '--out', 'road.geojson', '--json']
    const { exit, out, err } = await runTrueline(args, folder)
    expect(exit, err).toBe(0)
    const { windows, pictures, traffic, records, backend, msPerWindow, refused } = JSON.parse(out)
    expect([windows, pictures, traffic, backend]).toEqual([1, 1, 'right', 'cpu'])
    expect(refused).toEqual([])
    expect(Object.keys(msPerWindow)).toEqual(['cut', 'encode', 'decode'])
    const onto = await openLabelledClip({ named: join(folder, 'street'), dataDir: '', onto: null })
    const found = await openLabelledClip({
      ...{ named: join(folder, 'road.geojson'), dataDir: '', onto: onto.clip },
    })
    const count = (kind: string): number =>
      found.records.filter((record) => record.kind === kind).length
    expect(count('lane')).toBe(records.lane)
    expect(count('lane')).toBeGreaterThan(0)
    await found.close()
    await onto.close()
  })

  it('looks with a standard map, cut to what lies around the drive', async () => {
    const road = (y: number): object => ({
      ...{ type: 'Feature', properties: { highway: 'residential' } },
      geometry: {
        type: 'LineString',
        coordinates: [
          [-400, y],
          [400, y],
        ],
      },
    })
    const told = { type: 'FeatureCollection', features: [road(0), road(900)] }
    writeFileSync(join(folder, 'roads.geojson'), JSON.stringify(told))
    const lines = await mapOnStreet('roads.geojson')
    expect(lines).toHaveLength(1)
    expect(lines[0]!.map(([x, y]) => [x, y])).toEqual([
      [-400, 0],
      [400, 0],
    ])
  })

  it('takes no map without roads for a standard map', async () => {
    const empty = { type: 'FeatureCollection', features: [] }
    writeFileSync(join(folder, 'empty.geojson'), JSON.stringify(empty))
    await expect(mapOnStreet('empty.geojson')).rejects.toThrow('empty.geojson')
  })

  async function mapOnStreet(file: string) {
    const place = { named: join(folder, 'street'), dataDir: '', onto: null }
    const street = await openLabelledClip(place)
    try {
      return await standardMapOf(street, join(folder, file))
    } finally {
      await street.close()
    }
  }
})
