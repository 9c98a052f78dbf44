import { type Cuboid, poseOf, transformCuboid } from './cuboid.ts'
import { invert } from './pose.ts'
import { rotate } from './quat.ts'
import { add, cross, dot, mix, norm, scale, subtract, type Vec3 } from './vec3.ts'

/** A half-space: the points with `dot(normal, p) <= offset`. */
type HalfSpace = { readonly normal: Vec3; readonly offset: number }
type Face = HalfSpace & { readonly corners: readonly Vec3[] }

/**
 * The volume two cuboids share, in cubic meters, however they are turned.
 *
 * The shared solid is bounded by the parts of each one's faces inside the other; a third of the sum
 * of face area times distance from the origin is its volume (divergence theorem). Works in the space
 * of `a`, so that the result does not move with the origin.
 */
export function intersectionVolume(a: Cuboid, b: Cuboid): number {
  const facesA = facesOf({ center: [0, 0, 0], extent: a.extent, rotation: [0, 0, 0, 1] })
  const facesB = facesOf(transformCuboid(invert(poseOf(a)), b))
  const nearly = 1e-10 * (norm(a.extent) + norm(b.extent))
  let tripled = 0
  for (const face of facesA) tripled += face.offset * areaInside(face, facesB, nearly)
  for (const face of facesB) {
    // A face both have in common was counted with those of `a`.
    if (facesA.some((other) => isShared(face, other, nearly))) continue
    tripled += face.offset * areaInside(face, facesA, nearly)
  }
  return Math.max(0, tripled / 3)
}

function isShared(face: Face, other: Face, nearly: number): boolean {
  return (
    dot(face.normal, other.normal) > 0 &&
    face.corners.every((corner) => Math.abs(dot(other.normal, corner) - other.offset) <= nearly)
  )
}

function facesOf({ center, extent, rotation }: Cuboid): readonly Face[] {
  const half = [0, 1, 2].map((axis) => {
    const along: Vec3 = [axis === 0 ? 1 : 0, axis === 1 ? 1 : 0, axis === 2 ? 1 : 0]
    return { axis: rotate(rotation, along), length: extent[axis]! / 2 }
  })
  return half.flatMap(({ axis, length }, index) => {
    const side = half[(index + 1) % 3]!
    const up = half[(index + 2) % 3]!
    const u = scale(side.axis, side.length)
    const v = scale(up.axis, up.length)
    return [1, -1].map((sign) => {
      const normal = scale(axis, sign)
      const middle = add(center, scale(normal, length))
      const corners = [
        add(middle, add(u, v)),
        add(middle, subtract(v, u)),
        subtract(middle, add(u, v)),
        add(middle, subtract(u, v)),
      ]
      return { normal, offset: dot(normal, middle), corners }
    })
  })
}

/** The area of the part of a face inside all half-spaces. */
function areaInside(face: Face, solid: readonly HalfSpace[], nearly: number): number {
  let corners = face.corners
  for (const { normal, offset } of solid) {
    corners = corners.flatMap((corner, index) => {
      const before = corners.at(index - 1)!
      const height = dot(normal, corner) - offset - nearly
      const heightBefore = dot(normal, before) - offset - nearly
      const cut =
        height <= 0 === heightBefore <= 0
          ? []
          : [mix(before, corner, heightBefore / (heightBefore - height))]
      return height <= 0 ? [...cut, corner] : cut
    })
  }
  let doubled: Vec3 = [0, 0, 0]
  for (let index = 2; index < corners.length; index++) {
    const from = corners[0]!
    doubled = add(
      doubled,
      cross(subtract(corners[index - 1]!, from), subtract(corners[index]!, from)),
    )
  }
  return norm(doubled) / 2
}
