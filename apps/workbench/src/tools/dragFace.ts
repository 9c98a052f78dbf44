import { add, type Cuboid, rotate, type Vec3 } from '@trueline/geometry'
import type { Face } from '@trueline/pointcloud'
import { FACE_DIRECTION } from './faces.ts'

/** No side of a box gets shorter than this. */
export const SHORTEST_SIDE = 0.05

/**
 * The cuboid with faces moved, those opposite fixed: what dragging an edge or a corner does.
 *
 * @param way How far the pointer went, on the cuboid's own axes; only the part along each face's
 * axis counts. A face stops 5 cm before the one opposite.
 */
export function dragFace(cuboid: Cuboid, faces: readonly Face[], way: Vec3): Cuboid {
  const extent: [number, number, number] = [...cuboid.extent]
  const shift: [number, number, number] = [0, 0, 0]
  for (const face of faces) {
    const { axis, sign } = FACE_DIRECTION[face]
    const before = extent[axis]
    const side = Math.max(SHORTEST_SIDE, before + sign * way[axis])
    extent[axis] = side
    shift[axis] += (sign * (side - before)) / 2
  }
  return {
    center: add(cuboid.center, rotate(cuboid.rotation, shift)),
    extent,
    rotation: cuboid.rotation,
  }
}

/** The cuboid slid along the axes of the given faces, its size kept: a drag of them with Shift. */
export function slideFace(cuboid: Cuboid, faces: readonly Face[], way: Vec3): Cuboid {
  const shift: [number, number, number] = [0, 0, 0]
  for (const face of faces) {
    const { axis } = FACE_DIRECTION[face]
    shift[axis] = way[axis]
  }
  return { ...cuboid, center: add(cuboid.center, rotate(cuboid.rotation, shift)) }
}
