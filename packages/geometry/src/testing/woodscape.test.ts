import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import type { PolynomialFisheyeCamera } from '../camera/camera.ts'
import { project, unproject } from '../camera/project.ts'
import { distance, type Vec3 } from '../vec3.ts'

const folder = sharedData('formats', 'calibration-fisheye', 'woodscape')

type Intrinsic = {
  readonly k1: number
  readonly k2: number
  readonly k3: number
  readonly k4: number
  readonly aspect_ratio: number
  readonly cx_offset: number
  readonly cy_offset: number
  readonly width: number
  readonly height: number
}

/** Pixels from the center at an angle off the axis, as WoodScape has it: a polynomial with even powers. */
const radiusOf = ({ k1, k2, k3, k4 }: Intrinsic, theta: number): number =>
  k1 * theta + k2 * theta ** 2 + k3 * theta ** 3 + k4 * theta ** 4

function lensOf(intrinsic: Intrinsic): PolynomialFisheyeCamera {
  const { width, height, cx_offset, cy_offset, aspect_ratio, k1, k2, k3, k4 } = intrinsic
  return {
    lens: 'polynomialFisheye',
    widthPx: width,
    heightPx: height,
    focalPx: [k1, k1 * aspect_ratio],
    centerPx: [cx_offset + width / 2 - 0.5, cy_offset + height / 2 - 0.5],
    radial: [k2 / k1, k3 / k1, k4 / k1],
  }
}

describe.skipIf(folder === null)('the fisheyes of WoodScape', () => {
  it.each(['00000_FV', '00086_RV'])('of %s draw as their own polynomial does', (name) => {
    const text = readFileSync(`${folder!}/${name}.json`, 'utf8')
    const { intrinsic } = JSON.parse(text) as { readonly intrinsic: Intrinsic }
    const lens = lensOf(intrinsic)
    let [worst, worstBack] = [0, 0]
    for (let degrees = 1; degrees <= 95; degrees += 2) {
      for (let around = 0; around < 360; around += 15) {
        const theta = (degrees * Math.PI) / 180
        const phi = (around * Math.PI) / 180
        const sideways: readonly [number, number] = [Math.cos(phi), Math.sin(phi)]
        const ray: Vec3 = [
          Math.sin(theta) * sideways[0],
          Math.sin(theta) * sideways[1],
          Math.cos(theta),
        ]
        const [x, y] = project(lens, [ray[0] * 7, ray[1] * 7, ray[2] * 7])!
        const radius = radiusOf(intrinsic, theta)
        const own = [
          radius * sideways[0] + intrinsic.cx_offset + intrinsic.width / 2 - 0.5,
          radius * sideways[1] * intrinsic.aspect_ratio +
            intrinsic.cy_offset +
            intrinsic.height / 2 -
            0.5,
        ]
        worst = Math.max(worst, Math.hypot(x - own[0]!, y - own[1]!))
        worstBack = Math.max(worstBack, distance(unproject(lens, [x, y]), ray))
      }
    }
    // The law asks for a thousandth of a pixel; arithmetic leaves far less.
    expect(worst).toBeLessThan(1e-9)
    expect(worstBack).toBeLessThan(1e-9)
  })
})
