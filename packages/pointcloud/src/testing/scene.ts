import {
  type Cuboid,
  conjugate,
  poseOf,
  rotate,
  subtract,
  transform,
  type Vec3,
} from '@trueline/geometry'

/** Rows of x, y, z and an intensity of 0.5. */
export function rowsOf(positions: readonly Vec3[]): Float32Array {
  return Float32Array.from(positions.flatMap((position) => [...position, 0.5]))
}

/** Points of the ground within `reach` of a place, on a grid, at the heights of a surface. */
export function groundPoints(
  [centerX, centerY]: Vec3,
  reach: number,
  heightAt: (x: number, y: number) => number,
): readonly Vec3[] {
  const steps = numbers(-reach, reach, 0.25)
  return steps.flatMap((dx) =>
    steps.map((dy): Vec3 => {
      const [x, y] = [centerX + dx, centerY + dy]
      return [x, y, heightAt(x, y)]
    }),
  )
}

/** Points on the upright faces of a cuboid that look at the sensor, 0.3 m above its bottom to its top. */
export function facePoints(cuboid: Cuboid, sensor: Vec3): readonly Vec3[] {
  const [length, width, height] = cuboid.extent
  const eye = rotate(conjugate(cuboid.rotation), subtract(sensor, cuboid.center))
  const heights = numbers(-height / 2 + 0.3, height / 2, 0.1)
  const onFace = (across: readonly Vec3[]): readonly Vec3[] =>
    across.flatMap(([x, y]) => heights.map((z): Vec3 => transform(poseOf(cuboid), [x, y, z])))
  const x = Math.sign(eye[0]) * (length / 2)
  const y = Math.sign(eye[1]) * (width / 2)
  return [
    ...(Math.abs(eye[0]) > length / 2
      ? onFace(numbers(-width / 2, width / 2, 0.1).map((v): Vec3 => [x, v, 0]))
      : []),
    ...(Math.abs(eye[1]) > width / 2
      ? onFace(numbers(-length / 2, length / 2, 0.1).map((v): Vec3 => [v, y, 0]))
      : []),
  ]
}

/** Numbers from one to another, both included, no further apart than `step`. */
export function numbers(from: number, to: number, step: number): readonly number[] {
  const count = Math.max(1, Math.ceil((to - from) / step))
  return Array.from({ length: count + 1 }, (_, index) => from + ((to - from) * index) / count)
}
