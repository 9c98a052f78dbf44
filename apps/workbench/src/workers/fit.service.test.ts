import {
  type Cuboid,
  countPointsInCuboid,
  fromMatrix3,
  fromYaw,
  iou3d,
  type Vec3,
} from '@trueline/geometry'
import { groundHeightAt, packSweep } from '@trueline/pointcloud'
import { facePoints, groundPoints, rowsOf } from '@trueline/pointcloud/testing'
import { describe, expect, it } from 'vitest'
import { heldFrame } from '../testing/localFitter.ts'
import { createFitService, type FitService } from './fit.service.ts'

const SENSOR: Vec3 = [0, 0, 0]
const car: Cuboid = { center: [12, 3, -0.9], extent: [4.4, 1.9, 1.6], rotation: fromYaw(0) }
const street = rowsOf([...groundPoints([12, 3, -1.7], 15, () => -1.7), ...facePoints(car, SENSOR)])

function holding(points: Float32Array): FitService {
  const service = createFitService()
  service.hold(heldFrame(points))
  return service
}

describe('the fits on a held frame', () => {
  it('shrink a loose box onto the object and say how many points are in it', () => {
    const loose: Cuboid = { ...car, center: [12.2, 3.1, -0.8], extent: [5.2, 2.4, 1.9] }
    const answer = holding(street).fit({ cuboid: loose, mode: 'shrink' })
    if (answer.outcome !== 'fitted') throw new Error(answer.why)
    expect(iou3d(answer.cuboid, car)).toBeGreaterThan(iou3d(loose, car))
    expect(answer.pointCount).toBeGreaterThan(50)
  })

  it('keep the size where that is asked', () => {
    const off: Cuboid = { ...car, center: [12.3, 3.2, -0.9] }
    const answer = holding(street).fit({ cuboid: off, mode: 'stick' })
    if (answer.outcome !== 'fitted') throw new Error(answer.why)
    expect(answer.cuboid.extent).toEqual(car.extent)
    expect(iou3d(answer.cuboid, car)).toBeGreaterThan(iou3d(off, car))
  })

  it('move the faces asked for alone', () => {
    const long: Cuboid = { ...car, extent: [4.4, 1.9, 2.4] }
    const answer = holding(street).fit({ cuboid: long, mode: 'shrinkFaces', faces: ['top'] })
    if (answer.outcome !== 'fitted') throw new Error(answer.why)
    const bottomOf = ({ center, extent }: Cuboid): number => center[2] - extent[2] / 2
    expect(answer.cuboid.extent.slice(0, 2)).toEqual([4.4, 1.9])
    expect(bottomOf(answer.cuboid)).toBeCloseTo(bottomOf(long), 6)
    expect(answer.cuboid.extent[2]).toBeLessThan(2.4)
  })

  it('only count where that is asked', () => {
    const answer = holding(street).fit({ cuboid: car, mode: 'count' })
    expect(answer).toMatchObject({ outcome: 'fitted', cuboid: car })
  })

  it('say that there are too few points in the air', () => {
    const air: Cuboid = { ...car, center: [12, 3, 30] }
    expect(holding(street).fit({ cuboid: air, mode: 'shrink' })).toEqual({
      outcome: 'refused',
      why: 'tooFewPoints',
    })
  })

  it('are on the frame held last, whether it is larger or smaller than the one before', () => {
    const service = holding(street)
    expect(groundHeightAt(service.ground(), 12, 3)).toBeCloseTo(-1.7, 1)
    service.hold(heldFrame(rowsOf(groundPoints([12, 3, -1], 15, () => -1))))
    expect(groundHeightAt(service.ground(), 12, 3)).toBeCloseTo(-1, 1)
    service.hold(heldFrame(street))
    expect(groundHeightAt(service.ground(), 12, 3)).toBeCloseTo(-1.7, 1)
    service.hold(heldFrame(new Float32Array()))
    expect(service.near({ cuboid: car, margin: 1 })).toHaveLength(0)
  })
})

describe('the points of a held frame', () => {
  it('are those of all sweeps, each taken from its sensor to the ego', () => {
    const service = createFitService()
    const sweep = packSweep({ points: rowsOf([[1, 0, 0]]), ring: null, timeOffset: null })
    service.hold({
      pointCount: 2,
      sweeps: [
        { ...sweep, egoFromSensor: { translation: [10, 0, 2], rotation: fromYaw(0) } },
        { ...sweep, egoFromSensor: { translation: [10, 5, 2], rotation: fromYaw(Math.PI / 2) } },
      ],
    })
    const all: Cuboid = { center: [10, 3, 2], extent: [20, 20, 4], rotation: fromYaw(0) }
    const rows = service.near({ cuboid: all, margin: 0 })
    const places = [...rows].map((value) => Math.round(value * 100) / 100)
    expect(places.slice(0, 3)).toEqual([11, 0, 2])
    expect(places.slice(4, 7)).toEqual([10, 6, 2])
  })

  it('near a box are all of those in it and within the margin', () => {
    const service = holding(street)
    const rows = service.near({ cuboid: car, margin: 1 })
    const wider: Cuboid = { ...car, extent: [6.4, 3.9, 3.6] }
    expect(rows.length / 4).toBe(countPointsInCuboid(rows, wider))
    expect(rows.length / 4).toBeGreaterThan(countPointsInCuboid(rows, car))
  })

  it('are seen where the camera has them, within its picture, no more than asked for', () => {
    const service = holding(
      rowsOf([
        [10, 0, 0],
        [10, 1, 0],
        [-10, 0, 0],
        [10, 50, 0],
      ]),
    )
    const camera = {
      // Looks ahead: x right, y down, z forward.
      egoFromSensor: { translation: SENSOR, rotation: fromMatrix3([0, 0, 1, -1, 0, 0, 0, -1, 0]) },
      model: {
        lens: 'pinhole',
        widthPx: 800,
        heightPx: 600,
        focalPx: [500, 500],
        centerPx: [400, 300],
      },
    } as const
    const rows = [...service.project({ camera, limit: 100 })].map(Math.round)
    expect(rows).toEqual([400, 300, 10, 350, 300, 10])
    expect(service.project({ camera, limit: 2 }).length).toBeLessThanOrEqual(6)
    expect(service.project({ camera: { ...camera, model: null }, limit: 100 })).toHaveLength(0)
  })

  it('meet a ray at the car and not at the ground behind it', () => {
    const direction: Vec3 = [0.97, 0.24, -0.03]
    const length = Math.hypot(...direction)
    const met = holding(street).locate({
      origin: SENSOR,
      direction: [direction[0] / length, direction[1] / length, direction[2] / length],
      spread: 0.02,
    })
    expect(met?.[0]).toBeLessThan(10.5)
  })
})
