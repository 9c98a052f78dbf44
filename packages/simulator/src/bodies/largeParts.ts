import type { Polygon } from './mesh.ts'
import type { Ring } from './shapes.ts'
import type { wheel } from './wheel.ts'

/** A rectangle with cut corners, from `x0` to `x1`, at height `z`. */
export function hull(
  [x0, x1, half, cut]: readonly [number, number, number, number],
  z: number,
): Ring {
  return [
    [x0 + cut, -half, z],
    [x1 - cut, -half, z],
    [x1, -half + cut, z],
    [x1, half - cut, z],
    [x1 - cut, half, z],
    [x0 + cut, half, z],
    [x0, half - cut, z],
    [x0, -half + cut, z],
  ]
}

/** A wheel on either side of each axle; `half` is how far from the middle. */
export function wheelPairs(
  wheelOf: typeof wheel,
  axles: readonly number[],
  half: number,
): Polygon[] {
  return axles.flatMap((at) =>
    [half, -half].flatMap((y) => wheelOf([at, y], { radius: 0.48, width: 0.32 })),
  )
}
