import type { Clip } from '@trueline/annotation'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { poseOfOxts } from '../kitti/oxts.ts'
import { placingOf } from './placeOnClip.ts'
import { geodeticExtras, kittiProjection, projectionOf, utmProjection } from './projection.ts'

const PLACE = { latitude: 49.0119, longitude: 8.4165 }

function clipAt(worldOrigin: readonly [number, number, number], extras: Clip['extras'] = {}): Clip {
  const frame = { name: '0', timeUs: null, worldFromEgo: null, sweeps: [], images: [], extras: {} }
  const ontology = { categories: [], attributes: [] }
  const id = 'clip' as Clip['id']
  return { id, name: 'x', frames: [frame], sensors: [], ontology, worldOrigin, format: 'x', extras }
}

describe('a map in degrees', () => {
  it('lies about its own first place where there is no clip', () => {
    const { projection } = placingOf([PLACE], null)
    expect(projection.metersOf(PLACE).map(Math.abs)).toEqual([
      expect.closeTo(0, 6),
      expect.closeTo(0, 6),
    ])
  })

  it('is laid as the drive is, in UTM, in a square of it, or as the clip says', () => {
    const [x, y] = utmProjection(PLACE).metersOf(PLACE)
    const utm = placingOf([PLACE], clipAt([x + 100, y, 0]))
    expect(utm.message.en).toContain('UTM')
    const square = placingOf([PLACE], clipAt([x % 100_000, (y % 100_000) + 30, 0]))
    expect(square.message.en).toContain('MGRS')
    expect(square.projection.metersOf(PLACE)[0]).toBeCloseTo(x % 100_000, 4)
    const definition = kittiProjection(49.01)
    const own = placingOf([PLACE], clipAt([1, 2, 3], geodeticExtras(definition)))
    expect(own.projection.definition).toBe(definition)
  })

  it('lies on KITTI’s drives as their own poses do', () => {
    const record = { ...PLACE, altitude: 0, roll: 0, pitch: 0, yaw: 0 }
    const { translation } = poseOfOxts(
      { latitudeDeg: record.latitude, longitudeDeg: record.longitude, ...record },
      49.01,
    )
    const [x, y] = projectionOf(kittiProjection(49.01))!.metersOf(PLACE)
    expect([x, y]).toEqual([expect.closeTo(translation[0], 5), expect.closeTo(translation[1], 5)])
  })

  it('comes back to the same degrees from every flat map', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -800, max: 800 }),
        fc.integer({ min: -1790, max: 1790 }),
        (tenths, tenthsEast) => {
          const place = { latitude: tenths / 10, longitude: tenthsEast / 10 }
          const utm = utmProjection(place)
          const back = utm.degreesOf(utm.metersOf(place))
          expect(back.latitude).toBeCloseTo(place.latitude, 9)
          expect(back.longitude).toBeCloseTo(place.longitude, 9)
        },
      ),
      { numRuns: 50 },
    )
  })

  it('is in no map that is not understood', () => {
    for (const one of ['rubbish', '', '+lat_0=49 +lon_0=8', '+proj=nothing']) {
      expect(projectionOf(one)).toBeNull()
    }
  })
})
