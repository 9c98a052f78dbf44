import { add, type Cuboid, conjugate, rotate, subtract, type Vec3 } from '@trueline/geometry'
import { type Ground, groundHeightAt } from './ground.ts'

/** A side of a box, as one sits in it. */
export type Face = 'front' | 'rear' | 'left' | 'right' | 'top' | 'bottom'

/** The axis a face stands on and the direction it looks. */
export const FACE_AXIS: {
  readonly [face in Face]: { readonly axis: 0 | 1 | 2; readonly sign: 1 | -1 }
} = {
  front: { axis: 0, sign: 1 },
  rear: { axis: 0, sign: -1 },
  left: { axis: 1, sign: 1 },
  right: { axis: 1, sign: -1 },
  top: { axis: 2, sign: 1 },
  bottom: { axis: 2, sign: -1 },
}

/** A box on the axes of a cuboid, measured from the cuboid's center; it is narrowed and widened in place. */
export type Span = {
  readonly min: [x: number, y: number, z: number]
  readonly max: [x: number, y: number, z: number]
}

/** The cuboid on its own axes. */
export function spanOf({ extent: [length, width, height] }: Cuboid): Span {
  return {
    min: [-length / 2, -width / 2, -height / 2],
    max: [length / 2, width / 2, height / 2],
  }
}

/** The cuboid that a span on `axes`' own axes is. */
export function cuboidOf({ min, max }: Span, axes: Cuboid): Cuboid {
  const middle: Vec3 = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2]
  return {
    center: add(axes.center, rotate(axes.rotation, middle)),
    extent: [max[0] - min[0], max[1] - min[1], max[2] - min[2]],
    rotation: axes.rotation,
  }
}

/** A point of the space around as `cuboid` measures it. */
export function localOf(cuboid: Cuboid, point: Vec3): Vec3 {
  return rotate(conjugate(cuboid.rotation), subtract(point, cuboid.center))
}

/** A box that begins further above the ground hangs: a sign, a traffic light, a load. */
const HIGHEST_STANDING = 1

/**
 * Where the ground lies under the middle of a span, on the cuboid's own upward axis; `null` where
 * it is not known, where the cuboid hangs above it, or where it lies above the cuboid's middle:
 * then nothing around showed the ground, and what was taken for it is the object.
 */
export function groundUnder(ground: Ground | null, cuboid: Cuboid, span: Span): number | null {
  if (ground === null) return null
  const [x, y] = cuboidOf(span, cuboid).center
  const height = groundHeightAt(ground, x, y)
  if (height === null) return null
  const local = localOf(cuboid, [x, y, height])[2]
  return local < -cuboid.extent[2] / 2 - HIGHEST_STANDING || local > 0 ? null : local
}

/**
 * Makes a span longer along one axis: away from the eye, as an end that is seen has nothing before it,
 * and to both sides where neither end is.
 */
export function carryOn(
  { min, max }: Span,
  { axis, by, eye }: { readonly axis: 0 | 1; readonly by: number; readonly eye: Vec3 },
): void {
  const isBeyondMax = eye[axis] > max[axis]
  const isBeyondMin = eye[axis] < min[axis]
  min[axis] -= isBeyondMax ? by : isBeyondMin ? 0 : by / 2
  max[axis] += isBeyondMin ? by : isBeyondMax ? 0 : by / 2
}
