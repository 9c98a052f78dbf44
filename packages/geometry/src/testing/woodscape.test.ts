import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedData } from '../../../../scripts/sharedData.ts'
import type { KannalaBrandtCamera } from '../camera/camera.ts'
import { project, unproject } from '../camera/project.ts'
import { distance, type Vec3 } from '../vec3.ts'

const folder = sharedData('formats', 'calibration-fisheye', 'woodscape')

type Intrinsic = {
  readonly k1: number
  readonly k2: number
  readonly k3: number
  readonly k4: number
  readonly cx_offset: number
  readonly cy_offset: number
  readonly width: number
  readonly height: number
}

const WIDEST = (95 * Math.PI) / 180

/** Pixels from the center at an angle off the axis, as WoodScape has it: a polynomial with even powers. */
const radiusOf = ({ k1, k2, k3, k4 }: Intrinsic, theta: number): number =>
  theta * (k1 + theta * (k2 + theta * (k3 + theta * k4)))

/** The Kannala-Brandt lens nearest to a WoodScape one, by least squares over its field. */
function lensOf(intrinsic: Intrinsic): KannalaBrandtCamera {
  const rows = Array.from({ length: 200 }, (_, index) => {
    const theta = (WIDEST * (index + 1)) / 200
    return { powers: [1, 3, 5, 7, 9].map((n) => theta ** n), radius: radiusOf(intrinsic, theta) }
  })
  const [focal = 1, ...rest] = solve(
    [0, 1, 2, 3, 4].map((i) => [
      ...[0, 1, 2, 3, 4].map((j) => sum(rows.map(({ powers }) => powers[i]! * powers[j]!))),
      sum(rows.map(({ powers, radius }) => powers[i]! * radius)),
    ]),
  )
  const [k1 = 0, k2 = 0, k3 = 0, k4 = 0] = rest.map((value) => value / focal)
  const { width, height, cx_offset, cy_offset } = intrinsic
  return {
    lens: 'kannalaBrandt',
    widthPx: width,
    heightPx: height,
    focalPx: [focal, focal],
    centerPx: [cx_offset + width / 2 - 0.5, cy_offset + height / 2 - 0.5],
    radial: [k1, k2, k3, k4],
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** The solution of a linear system given as rows with the right side last (Gauss and Jordan). */
function solve(system: readonly (readonly number[])[]): readonly number[] {
  const rows = system.map((row) => [...row])
  for (const [at, pivot] of rows.entries()) {
    const lead = pivot[at]!
    for (let column = 0; column < pivot.length; column++) pivot[column]! /= lead
    for (const [other, row] of rows.entries()) {
      const factor = row[at]!
      if (other === at) continue
      for (let column = 0; column < row.length; column++) row[column]! -= factor * pivot[column]!
    }
  }
  return rows.map((row) => row.at(-1) ?? Number.NaN)
}

describe.skipIf(folder === null)('the fisheyes of WoodScape', () => {
  it.each(['00000_FV', '00086_RV'])('of %s draw within 1.5 px of their own polynomial', (name) => {
    const text = readFileSync(`${folder!}/${name}.json`, 'utf8')
    const { intrinsic } = JSON.parse(text) as { readonly intrinsic: Intrinsic }
    const lens = lensOf(intrinsic)
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
          radius * sideways[1] + intrinsic.cy_offset + intrinsic.height / 2 - 0.5,
        ]
        expect(Math.hypot(x - own[0]!, y - own[1]!), `${degrees}°`).toBeLessThan(1.5)
        expect(distance(unproject(lens, [x, y]), ray)).toBeLessThan(1e-9)
      }
    }
  })
})
