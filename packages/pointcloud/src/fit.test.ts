import { type Cuboid, fromYaw, multiply, type Vec3, yawOf } from '@trueline/geometry'
import { describe, expect, it } from 'vitest'
import type { FitAnswer } from './fit.ts'
import { fitFace, shrinkFaces } from './fitFace.ts'
import { groundOf } from './ground.ts'
import { grow } from './grow.ts'
import { shrink } from './shrink.ts'
import type { Face } from './span.ts'
import { stick } from './stick.ts'
import { facePoints, groundPoints, rowsOf } from './testing/scene.ts'

const SENSOR: Vec3 = [0, 0, 1.7]
const CAR: Cuboid = { center: [12, 5, 0.8], extent: [4.5, 1.9, 1.6], rotation: fromYaw(0.2) }

/** A car on level ground, seen from the sensor, with a wall 1.5 m behind it. */
const scene = rowsOf([
  ...groundPoints([12, 5, 0], 12, () => 0),
  ...facePoints(CAR, SENSOR),
  ...facePoints({ center: [13, 8, 1.5], extent: [12, 0.2, 3], rotation: fromYaw(0.2) }, SENSOR),
])
const around = { ground: groundOf(scene), sensor: SENSOR }

function shifted(cuboid: Cuboid, [x, y, z]: Vec3): Cuboid {
  return {
    ...cuboid,
    center: [cuboid.center[0] + x, cuboid.center[1] + y, cuboid.center[2] + z],
  }
}

function expectFitted(answer: FitAnswer): Cuboid {
  expect(answer).toMatchObject({ outcome: 'fitted' })
  if (answer.outcome !== 'fitted') throw new Error(answer.why)
  return answer.cuboid
}

/** How far two boxes of the same rotation are apart, in center and in extent. */
function offOf(a: Cuboid, b: Cuboid): number {
  const offs = [0, 1, 2].flatMap((axis) => [
    Math.abs(a.center[axis]! - b.center[axis]!),
    Math.abs(a.extent[axis]! - b.extent[axis]!),
  ])
  return Math.max(...offs)
}

describe('growing a box', () => {
  it('finds a car from a box on a corner of it, and leaves the wall behind alone', () => {
    const corner: Cuboid = { ...CAR, center: [10.6, 4.1, 0.8], extent: [2.5, 1.5, 1.2] }
    expect(offOf(expectFitted(grow(scene, corner, around)), CAR)).toBeLessThan(0.05)
  })

  it('comes in from a box that is too large, with its bottom on the ground', () => {
    const large = { ...shifted(CAR, [0.2, -0.1, 0.3]), extent: [5.4, 2.6, 2.2] as const }
    expect(offOf(expectFitted(grow(scene, large, around)), CAR)).toBeLessThan(0.05)
  })

  it('counts the points in the box it gives', () => {
    const answer = grow(scene, CAR, around)
    expect(answer.outcome === 'fitted' && answer.pointCount).toBeGreaterThanOrEqual(
      facePoints(CAR, SENSOR).length,
    )
  })

  it('is refused on bare ground', () => {
    const bare = shifted(CAR, [-2, -8, 0])
    expect(grow(scene, bare, around)).toEqual({ outcome: 'refused', why: 'tooFewPoints' })
  })

  it('is refused when a side would become three times as long', () => {
    const tiny: Cuboid = { ...CAR, center: [10, 4, 0.8], extent: [0.8, 0.8, 1.2] }
    expect(grow(scene, tiny, around)).toEqual({ outcome: 'refused', why: 'resizedTooMuch' })
  })

  it('works where no ground is known, on the points alone', () => {
    const car = rowsOf(facePoints(CAR, SENSOR))
    const fitted = expectFitted(grow(car, CAR, { ground: null, sensor: SENSOR }))
    expect(fitted.extent[2]).toBeCloseTo(1.3, 2)
  })

  it('keeps the length of a car of which only the rear is seen, away from the sensor', () => {
    const box: Cuboid = { ...CAR, center: [12, 0, 0.8], rotation: fromYaw(0) }
    const rear = rowsOf([...groundPoints([12, 0, 0], 10, () => 0), ...facePoints(box, SENSOR)])
    const known = { ground: groundOf(rear), sensor: SENSOR }
    const fitted = expectFitted(grow(rear, shifted(box, [-0.3, 0.1, 0]), known))
    expect(fitted.extent[0]).toBeCloseTo(box.extent[0], 6)
    expect(offOf(fitted, box)).toBeLessThan(0.06)
  })

  it('keeps the lowest point of what hangs above the ground', () => {
    const sign: Cuboid = { center: [6, -3, 5], extent: [0.5, 1, 1], rotation: fromYaw(0) }
    const hung = rowsOf([...groundPoints([6, -3, 0], 8, () => 0), ...facePoints(sign, SENSOR)])
    const fitted = expectFitted(grow(hung, sign, { ground: groundOf(hung), sensor: SENSOR }))
    expect(fitted.center[2] - fitted.extent[2] / 2).toBeCloseTo(4.8, 2)
  })
})

describe('shrinking a box', () => {
  it('puts every face on the outermost points inside and the bottom on the ground', () => {
    const loose = { ...CAR, extent: [5.2, 2.4, 2] as const }
    expect(offOf(expectFitted(shrink(scene, loose, around)), CAR)).toBeLessThan(0.05)
  })

  it('is refused when a side would become less than a third', () => {
    const rear = rowsOf(facePoints({ ...CAR, center: [12, 0, 0.8], rotation: fromYaw(0) }, SENSOR))
    const box = { ...CAR, center: [12, 0, 0.8] as const, rotation: fromYaw(0) }
    expect(shrink(rear, box, { ground: null, sensor: SENSOR })).toEqual({
      outcome: 'refused',
      why: 'resizedTooMuch',
    })
  })
})

describe('sticking a box', () => {
  it('brings a box of known size back onto the faces the sensor sees', () => {
    for (const shift of [
      [0.4, 0.3, 0.2],
      [-0.4, 0.3, -0.3],
      [0.2, -0.4, 0],
    ] as const) {
      const fitted = expectFitted(stick(scene, shifted(CAR, shift), around))
      expect(fitted.extent).toEqual(CAR.extent)
      expect(offOf(fitted, CAR)).toBeLessThan(0.05)
    }
  })

  it('keeps the length of a car of which only the rear is seen', () => {
    const car: Cuboid = { ...CAR, center: [12, 0, 0.8], rotation: fromYaw(0) }
    const rear = rowsOf([...groundPoints([12, 0, 0], 10, () => 0), ...facePoints(car, SENSOR)])
    const known = { ground: groundOf(rear), sensor: SENSOR }
    const fitted = expectFitted(stick(rear, shifted(car, [0.5, 0, 0.1]), known))
    expect(offOf(fitted, car)).toBeLessThan(0.05)
  })

  it('is refused where nothing stands', () => {
    const bare = shifted(CAR, [-2, -8, 0])
    expect(stick(scene, bare, around)).toEqual({ outcome: 'refused', why: 'tooFewPoints' })
  })
})

describe('fitting a face', () => {
  const withFace = (faces: readonly Face[]) => ({ ...around, faces })
  /** The car's box with its rear, where the sensor looks from, moved by some meters. */
  const rearMoved = (meters: number): Cuboid => ({
    ...CAR,
    center: [
      CAR.center[0] + (Math.cos(0.2) * meters) / 2,
      CAR.center[1] + (Math.sin(0.2) * meters) / 2,
      CAR.center[2],
    ],
    extent: [CAR.extent[0] - meters, CAR.extent[1], CAR.extent[2]],
  })

  it('snaps a face that stands off back to the points, and one that cuts out to the end', () => {
    for (const meters of [-0.5, -0.1, 0.1, 0.5]) {
      const fitted = expectFitted(fitFace(scene, rearMoved(meters), withFace(['rear'])))
      expect(offOf(fitted, CAR)).toBeLessThan(0.05)
    }
  })

  it('moves no other face', () => {
    const fitted = expectFitted(fitFace(scene, rearMoved(-0.5), withFace(['rear'])))
    expect(fitted.extent.slice(1)).toEqual(CAR.extent.slice(1))
  })

  it('brings the bottom to the ground', () => {
    const high: Cuboid = { ...CAR, center: [12, 5, 1], extent: [4.5, 1.9, 1.2] }
    const fitted = expectFitted(fitFace(scene, high, withFace(['bottom'])))
    expect(offOf(fitted, CAR)).toBeLessThan(0.05)
  })

  it('shrinks the faces of a corner inwards only', () => {
    const loose: Cuboid = { ...CAR, extent: [5.1, 2.3, 1.6] }
    const fitted = expectFitted(shrinkFaces(scene, loose, withFace(['rear', 'right'])))
    expect(fitted.extent[0]).toBeCloseTo(4.8, 2)
    expect(fitted.extent[1]).toBeCloseTo(2.1, 2)
    // A little wider than the car, so that its side lies inside whichever way its points round.
    const cut: Cuboid = { ...rearMoved(0.5), extent: [4, 2, 1.6] }
    expect(offOf(expectFitted(shrinkFaces(scene, cut, withFace(['rear']))), cut)).toBeLessThan(0.11)
  })
})

describe('a fit', () => {
  it('turns with the scene', () => {
    const turn = fromYaw(1.1)
    const [cos, sin] = [Math.cos(1.1), Math.sin(1.1)]
    const turned = scene.slice()
    for (let at = 0; at < turned.length; at += 4) {
      turned[at] = cos * scene[at]! - sin * scene[at + 1]!
      turned[at + 1] = sin * scene[at]! + cos * scene[at + 1]!
    }
    const [x, y, z] = CAR.center
    const box: Cuboid = {
      center: [cos * x - sin * y, sin * x + cos * y, z],
      extent: [5, 2.3, 1.8],
      rotation: multiply(turn, CAR.rotation),
    }
    const known = { ground: groundOf(turned), sensor: SENSOR }
    const fitted = expectFitted(shrink(turned, box, known))
    expect(offOf(fitted, { ...box, extent: CAR.extent })).toBeLessThan(0.06)
    expect(yawOf(fitted.rotation)).toBeCloseTo(1.3)
  })
})
