import { type Cuboid, fromYaw } from '@trueline/geometry'
import { acrossOf } from './acrossOf.ts'
import { MEANS } from './standingCloud.ts'

/** Some cubes of a cloud as one thing: how large it is, and how flat. */
export type Patch = {
  /** Its length along +x of the box is its thickness, its width what it spans across that. */
  readonly cuboid: Cuboid
  /** Standard deviation off the upright plane through it. */
  readonly roughness: number
  /** Of its lowest cube above the ground. */
  readonly bottom: number
  /** Mean intensity. */
  readonly brightness: number
  readonly cubes: number
}

/** What some cubes are together; at least one. */
export function patchOf(means: Float32Array, cubes: readonly number[]): Patch {
  const { middle, yaw, minor } = acrossOf(means, cubes)
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  const offset = (cube: number, [dx, dy]: readonly [number, number]): number =>
    (means[cube * MEANS]! - middle[0]) * dx + (means[cube * MEANS + 1]! - middle[1]) * dy
  const along = rangeOf(cubes, (cube) => offset(cube, [cos, sin]))
  const across = rangeOf(cubes, (cube) => offset(cube, [-sin, cos]))
  const height = rangeOf(cubes, (cube) => means[cube * MEANS + 2]!)
  const above = rangeOf(cubes, (cube) => means[cube * MEANS + 4]!)
  const [u, v] = [(along.min + along.max) / 2, (across.min + across.max) / 2]
  return {
    cuboid: {
      center: [
        middle[0] + cos * u - sin * v,
        middle[1] + sin * u + cos * v,
        (height.min + height.max) / 2,
      ],
      extent: [across.max - across.min, along.max - along.min, height.max - height.min],
      rotation: fromYaw(yaw + Math.PI / 2),
    },
    roughness: Math.sqrt(minor),
    bottom: above.min,
    brightness: cubes.reduce((sum, cube) => sum + means[cube * MEANS + 3]!, 0) / cubes.length,
    cubes: cubes.length,
  }
}

function rangeOf(cubes: readonly number[], read: (cube: number) => number) {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const cube of cubes) {
    const value = read(cube)
    if (value < min) min = value
    if (value > max) max = value
  }
  return { min, max }
}
