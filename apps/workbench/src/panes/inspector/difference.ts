import {
  angleBetween,
  type Cuboid,
  distance,
  subtract,
  toDegrees,
  type Vec3,
  yawOf,
} from '@trueline/geometry'

/** How far a cuboid is from another: its center's way, its turn about up, its sides' growth. */
export type Difference = {
  readonly moved: number
  /** In (-180, 180]; counter-clockwise is positive. */
  readonly turnedDeg: number
  readonly resized: Vec3
}

/** What took `from` to `to`. */
export function differenceOf(from: Cuboid, to: Cuboid): Difference {
  return {
    moved: distance(from.center, to.center),
    turnedDeg: toDegrees(angleBetween(yawOf(from.rotation), yawOf(to.rotation))),
    resized: subtract(to.extent, from.extent),
  }
}
