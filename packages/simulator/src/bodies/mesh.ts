import type { Vec3 } from '@trueline/geometry'
import { type MaterialName, materialIndex } from '../materials.ts'

/** A flat convex face, counter-clockwise seen from outside. */
export type Polygon = {
  readonly corners: readonly Vec3[]
  readonly material: MaterialName
  /** Seen from behind too: sheets without a back, such as signs and pickets. */
  readonly isTwoSided?: boolean
}

/** Faces packed for the rasteriser. */
export type Mesh = {
  /** Corner coordinates x, y, z, face after face. */
  readonly corners: Float64Array
  /** First corner of each face, and the corner count at the end. */
  readonly starts: Uint32Array
  /** A place in `MATERIALS` for each face. */
  readonly materials: Uint8Array
  /** 1 where a face is seen from behind too. */
  readonly isTwoSided: Uint8Array
  /** A ball around everything. */
  readonly center: Vec3
  readonly radius: number
}

/** Lower and upper corner of the upright box around points. */
export type Bounds = { readonly min: Vec3; readonly max: Vec3 }

/** The upright box around every corner. */
export function boundsOf(polygons: readonly Polygon[]): Bounds {
  let [minX, minY, minZ] = [Infinity, Infinity, Infinity]
  let [maxX, maxY, maxZ] = [-Infinity, -Infinity, -Infinity]
  for (const { corners } of polygons) {
    for (const [x, y, z] of corners) {
      if (x < minX) minX = x
      if (x > maxX) maxX = x
      if (y < minY) minY = y
      if (y > maxY) maxY = y
      if (z < minZ) minZ = z
      if (z > maxZ) maxZ = z
    }
  }
  return { min: [minX, minY, minZ], max: [maxX, maxY, maxZ] }
}

/** Faces packed for the rasteriser, with a ball around them. */
export function meshOf(polygons: readonly Polygon[]): Mesh {
  const cornerCount = polygons.reduce((sum, { corners }) => sum + corners.length, 0)
  const corners = new Float64Array(cornerCount * 3)
  const starts = new Uint32Array(polygons.length + 1)
  let next = 0
  polygons.forEach((polygon, face) => {
    starts[face] = next
    for (const [x, y, z] of polygon.corners) {
      corners[3 * next] = x
      corners[3 * next + 1] = y
      corners[3 * next + 2] = z
      next++
    }
  })
  starts[polygons.length] = next
  const { min, max } = boundsOf(polygons)
  const center: Vec3 = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2]
  return {
    corners,
    starts,
    materials: Uint8Array.from(polygons, ({ material }) => materialIndex(material)),
    isTwoSided: Uint8Array.from(polygons, ({ isTwoSided }) => (isTwoSided ? 1 : 0)),
    center,
    radius: Math.hypot(max[0] - min[0], max[1] - min[1], max[2] - min[2]) / 2,
  }
}

/** Faces moved: turned by `yaw` about +z, then shifted. */
export function placed(
  polygons: readonly Polygon[],
  { at, yaw = 0 }: { readonly at: Vec3; readonly yaw?: number },
): Polygon[] {
  const cos = Math.cos(yaw)
  const sin = Math.sin(yaw)
  return polygons.map((polygon) => ({
    ...polygon,
    corners: polygon.corners.map(
      ([x, y, z]): Vec3 => [at[0] + cos * x - sin * y, at[1] + sin * x + cos * y, at[2] + z],
    ),
  }))
}
