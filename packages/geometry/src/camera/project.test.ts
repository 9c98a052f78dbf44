import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evenly } from '../testing/arbitraries.ts'
import { distance, norm, scale, type Vec3 } from '../vec3.ts'
import type {
  BrownConradyCamera,
  CameraModel,
  KannalaBrandtCamera,
  Pixel,
  PolynomialFisheyeCamera,
} from './camera.ts'
import { project, unproject } from './project.ts'

const size = {
  widthPx: 1920,
  heightPx: 1208,
  focalPx: [980, 985],
  centerPx: [961.5, 601.25],
} as const
const pinhole: CameraModel = { lens: 'pinhole', ...size }
const plumbBob: BrownConradyCamera = {
  lens: 'brownConrady',
  ...size,
  radial: [-0.25, 0.1, 0, 0, 0, 0],
  tangential: [0.0012, -0.0008],
}
const rational: BrownConradyCamera = {
  lens: 'brownConrady',
  ...size,
  radial: [3.45, 2.12, 0.08, 3.81, 3.31, 0.54],
  tangential: [-0.0002, 0.0001],
}
const fisheye: KannalaBrandtCamera = {
  lens: 'kannalaBrandt',
  widthPx: 1280,
  heightPx: 966,
  focalPx: [420, 421],
  centerPx: [640.2, 478.9],
  radial: [0.05, -0.01, 0.002, -0.0001],
}

const polynomial: PolynomialFisheyeCamera = {
  ...fisheye,
  lens: 'polynomialFisheye',
  focalPx: [339, 341],
  radial: [-0.094, 0.142, -0.0212],
}

/** Rays up to an angle off the axis. */
function rays(degrees: number) {
  return fc
    .tuple(evenly(0, degrees, 0.1), evenly(-180, 180, 0.5), evenly(0.2, 80, 0.1))
    .map(([off, around, away]): Vec3 => {
      const theta = (off * Math.PI) / 180
      const phi = (around * Math.PI) / 180
      const ray: Vec3 = [
        Math.sin(theta) * Math.cos(phi),
        Math.sin(theta) * Math.sin(phi),
        Math.cos(theta),
      ]
      return scale(ray, away)
    })
}

describe.each<readonly [name: string, model: CameraModel, degrees: number]>([
  ['a pinhole', pinhole, 80],
  ['a plumb-bob lens', plumbBob, 42],
  ['a rational lens', rational, 65],
  ['a fisheye', fisheye, 110],
  ['a polynomial fisheye', polynomial, 110],
])('%s', (_, model, degrees) => {
  it('sees a point again on the ray of its pixel', () => {
    fc.assert(
      fc.property(rays(degrees), (point) => {
        const pixel = project(model, point)
        expect(pixel).not.toBeNull()
        const ray = unproject(model, pixel!)
        expect(norm(ray)).toBeCloseTo(1, 12)
        expect(distance(ray, scale(point, 1 / norm(point)))).toBeLessThan(1e-7)
      }),
    )
  })

  it('puts the ray of a pixel back on that pixel', () => {
    const pixels = fc.tuple(evenly(0, model.widthPx - 1, 1), evenly(0, model.heightPx - 1, 1))
    fc.assert(
      fc.property(pixels, (pixel: Pixel) => {
        const again = project(model, unproject(model, pixel))!
        expect(Math.hypot(again[0] - pixel[0], again[1] - pixel[1])).toBeLessThan(1e-3)
      }),
    )
  })

  it('sees what is straight ahead at its center, and nothing at its own place', () => {
    expect(project(model, [0, 0, 5])).toEqual([...model.centerPx])
    expect(project(model, [0, 0, 0])).toBeNull()
  })
})

describe('the pixels of OpenCV’s formulas, worked out apart', () => {
  const cases: readonly {
    readonly model: CameraModel
    readonly point: Vec3
    readonly at: Pixel
  }[] = [
    { model: plumbBob, point: [1, 0.5, 4], at: [1201.7786298828125, 722.1253956298829] },
    { model: plumbBob, point: [-2, 1, 5], at: [586.93616, 789.64504] },
    { model: plumbBob, point: [3, -1, 6], at: [1420.4473086419753, 447.7424115226338] },
    { model: rational, point: [1, 0.5, 4], at: [1199.889238734966, 721.0335168993324] },
    { model: rational, point: [3, -1, 6], at: [1409.1098475061203, 451.2398744088527] },
    { model: fisheye, point: [1, 0.5, 4], at: [742.961779935512, 530.4032254200602] },
    { model: fisheye, point: [-2, 1, 0.5], at: [97.75193569342616, 750.7698036584138] },
    { model: fisheye, point: [3, -1, -1], at: [1480.927948505925, 197.9901060944489] },
  ]

  it.each(cases)('of a $model.lens lens at $point is $at', ({ model, point, at }) => {
    const [u, v] = project(model, point)!
    expect(u).toBeCloseTo(at[0], 8)
    expect(v).toBeCloseTo(at[1], 8)
  })
})

describe('the end of a lens field', () => {
  it('of a pinhole and a plumb-bob lens leaves out what is behind', () => {
    for (const model of [pinhole, plumbBob, rational]) {
      expect(project(model, [1, 1, -5])).toBeNull()
      expect(project(model, [1, 1, 0])).toBeNull()
    }
  })

  it('leaves out the rays a folding polynomial would draw back into the picture', () => {
    // The slope 1 + 3 k1 r² of this lens is 0 at r = 1 / √3, so past 30° off the axis.
    const folding: BrownConradyCamera = {
      ...plumbBob,
      radial: [-1, 0, 0, 0, 0, 0],
      tangential: [0, 0],
    }
    const fold = 1 / Math.sqrt(3)
    expect(project(folding, [fold - 1e-6, 0, 1])).not.toBeNull()
    expect(project(folding, [fold + 1e-6, 0, 1])).toBeNull()
    expect(project(folding, [1, 0, 1])).toBeNull()
  })

  it('gives a pixel that no ray reaches the ray at its edge', () => {
    const folding: BrownConradyCamera = {
      ...plumbBob,
      radial: [-1, 0, 0, 0, 0, 0],
      tangential: [0, 0],
    }
    const [x, y, z] = unproject(folding, [1e5, folding.centerPx[1]])
    expect(x / z).toBeCloseTo(1 / Math.sqrt(3), 6)
    expect(y).toBeCloseTo(0, 12)
  })

  it('of a fisheye reaches beyond 90° until its curve stops rising', () => {
    expect(project(fisheye, [5, 0, -1])).not.toBeNull()
    const short: KannalaBrandtCamera = { ...fisheye, radial: [-0.1, 0, 0, 0] }
    // 1 + 3 k1 θ² is 0 at θ = √(10 / 3) = 104.6°.
    const end = Math.sqrt(10 / 3)
    expect(project(short, [Math.sin(end - 1e-6), 0, Math.cos(end - 1e-6)])).not.toBeNull()
    expect(project(short, [Math.sin(end + 1e-6), 0, Math.cos(end + 1e-6)])).toBeNull()
  })

  it('of lenses without distortion is that of the formulas they share', () => {
    const plain: BrownConradyCamera = {
      ...plumbBob,
      radial: [0, 0, 0, 0, 0, 0],
      tangential: [0, 0],
    }
    fc.assert(
      fc.property(rays(80), (point) => {
        const [x, y] = project(pinhole, point)!
        const [px, py] = project(plain, point)!
        expect(Math.hypot(px - x, py - y)).toBeLessThan(1e-6)
      }),
    )
  })
})
