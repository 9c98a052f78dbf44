import { MEANS } from './standingCloud.ts'

/** How cubes spread seen from above. */
export type Across = {
  readonly middle: readonly [x: number, y: number]
  /** Of the direction in which they spread most, in (-π/2, π/2]. */
  readonly yaw: number
  /** Variances along that direction and across it. */
  readonly major: number
  readonly minor: number
}

/** How some cubes of a cloud spread seen from above; of no cubes all is 0. */
export function acrossOf(means: Float32Array, cubes: readonly number[]): Across {
  const count = Math.max(1, cubes.length)
  let [mx, my] = [0, 0]
  for (const cube of cubes) {
    mx += means[cube * MEANS]! / count
    my += means[cube * MEANS + 1]! / count
  }
  let [xx, xy, yy] = [0, 0, 0]
  for (const cube of cubes) {
    const [x, y] = [means[cube * MEANS]! - mx, means[cube * MEANS + 1]! - my]
    xx += (x * x) / count
    xy += (x * y) / count
    yy += (y * y) / count
  }
  const half = Math.hypot((xx - yy) / 2, xy)
  return {
    middle: [mx, my],
    yaw: Math.atan2(2 * xy, xx - yy) / 2,
    major: (xx + yy) / 2 + half,
    minor: Math.max(0, (xx + yy) / 2 - half),
  }
}
