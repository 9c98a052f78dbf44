import { describe, expect, it } from 'vitest'
import { laneOf } from './annotations.ts'
import { laneId, trackId } from './ids.ts'
import type { Json } from './json.ts'
import {
  type Migration,
  migrate,
  migrateClip,
  migrateRecord,
  NewerSchemaError,
  schemaVersion,
} from './migrations.ts'
import { cuboid, road, track } from './testing/documents.ts'

const noted = (name: string, from: number): Migration => ({
  name,
  from,
  clip: (json) => [json, name],
  record: (json) => ({ [name]: json }),
})

describe('migrations', () => {
  it('leave data of this version as it is', () => {
    const record = cuboid(trackId('a'), 0)
    const stored = JSON.parse(JSON.stringify(record)) as Json
    expect(migrateRecord(schemaVersion, stored)).toEqual(record)
  })

  it('read a track of before it could have waivers, and one that has some', () => {
    const old = track('a')
    expect(migrateRecord(1, JSON.parse(JSON.stringify(old)) as Json)).toEqual(old)
    const waiver = { check: 'B1', others: [], frames: [1, 2], reason: 'door open' }
    const waived = { ...old, waivers: [waiver] }
    expect(migrateRecord(2, JSON.parse(JSON.stringify(waived)) as Json)).toEqual(waived)
  })

  it('read a lane of before it could have waivers, and one that has some', () => {
    const old = laneOf(road(1), laneId('r0'))!
    expect(migrateRecord(3, JSON.parse(JSON.stringify(old)) as Json)).toEqual(old)
    const waived = { ...old, waivers: [{ check: 'F7', others: ['l0'], reason: 'a ramp' }] }
    expect(migrateRecord(4, JSON.parse(JSON.stringify(waived)) as Json)).toEqual(waived)
  })

  it('read a lane of before curves had knots, and one that has some', () => {
    const old = laneOf(road(1), laneId('r0'))!
    expect(migrateRecord(4, JSON.parse(JSON.stringify(old)) as Json)).toEqual(old)
    const curved = { ...old, knots: old.centerLine }
    expect(migrateRecord(5, JSON.parse(JSON.stringify(curved)) as Json)).toEqual(curved)
  })

  it('refuse data of a newer version by name, and say what to do', () => {
    expect(() => migrateClip(schemaVersion + 1, {})).toThrow(NewerSchemaError)
    expect(() => migrateRecord(schemaVersion + 1, {})).toThrow('update it')
  })

  it('refuse a version that is none', () => {
    for (const version of [0, 1.5, Number.NaN]) {
      expect(() => migrateRecord(version, {})).toThrow(RangeError)
    }
  })

  it('take old data through every step after its version, in order', () => {
    const steps = [noted('third', 3), noted('first', 1), noted('second', 2)]
    expect(migrate({ version: 2, json: 'old', part: 'record' }, steps, 4)).toEqual({
      third: { second: 'old' },
    })
    expect(migrate({ version: 3, json: 'old', part: 'clip' }, steps, 4)).toEqual(['old', 'third'])
    expect(() => migrate({ version: 1, json: 0, part: 'clip' }, [noted('second', 2)], 3)).toThrow(
      'version 1',
    )
  })
})
