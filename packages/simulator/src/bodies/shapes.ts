import { add, cross, dot, mix, norm, scale, subtract, type Vec3 } from '@trueline/geometry'
import type { MaterialName } from '../materials.ts'
import type { Polygon } from './mesh.ts'

/** A closed loop of points, in order around. */
export type Ring = readonly Vec3[]

function middleOf(points: readonly Vec3[]): Vec3 {
  let [x, y, z] = [0, 0, 0]
  for (const point of points) {
    x += point[0]
    y += point[1]
    z += point[2]
  }
  return [x / points.length, y / points.length, z / points.length]
}

/** The loop turned so that it is counter-clockwise seen from the side away from `inside`. */
function outward(corners: readonly Vec3[], inside: Vec3): readonly Vec3[] {
  const [mx, my, mz] = middleOf(corners)
  let [nx, ny, nz] = [0, 0, 0]
  let previous = corners[corners.length - 1]!
  for (const corner of corners) {
    const [ax, ay, az] = [previous[0] - mx, previous[1] - my, previous[2] - mz]
    const [bx, by, bz] = [corner[0] - mx, corner[1] - my, corner[2] - mz]
    nx += ay * bz - az * by
    ny += az * bx - ax * bz
    nz += ax * by - ay * bx
    previous = corner
  }
  const side = nx * (mx - inside[0]) + ny * (my - inside[1]) + nz * (mz - inside[2])
  return side < 0 ? corners.toReversed() : corners
}

/** An upright box between two opposite corners. */
export function boxOf(a: Vec3, b: Vec3, material: MaterialName): Polygon[] {
  const ring = (z: number): Ring => [
    [a[0], a[1], z],
    [b[0], a[1], z],
    [b[0], b[1], z],
    [a[0], b[1], z],
  ]
  return loft([ring(a[2]), ring(b[2])], [material])
}

/**
 * The skin over rings of equal count, with both ends closed.
 *
 * @param bands Material of each band between two rings, then of the first and the last cap; the
 * last one given serves for those that are missing.
 */
export function loft(rings: readonly Ring[], bands: readonly MaterialName[]): Polygon[] {
  const materialAt = (band: number): MaterialName => bands[Math.min(band, bands.length - 1)]!
  const polygons: Polygon[] = []
  for (let band = 0; band + 1 < rings.length; band++) {
    const low = rings[band]!
    const high = rings[band + 1]!
    const inside = mix(middleOf(low), middleOf(high), 0.5)
    low.forEach((corner, i) => {
      const next = (i + 1) % low.length
      const corners = outward([corner, low[next]!, high[next]!, high[i]!], inside)
      polygons.push({ corners, material: materialAt(band) })
    })
  }
  const middle = middleOf(rings.flat())
  const first = rings[0]!
  const last = rings[rings.length - 1]!
  polygons.push({ corners: outward(first, middle), material: materialAt(rings.length - 1) })
  polygons.push({ corners: outward(last, middle), material: materialAt(rings.length) })
  return polygons
}

/** A ring of even corners about `center`, in the plane of the unit vectors `u` and `v`. */
export function circle(
  center: Vec3,
  { u, v, sides }: { readonly u: Vec3; readonly v: Vec3; readonly sides: number },
): Ring {
  return Array.from({ length: sides }, (_, i) => {
    const angle = (2 * Math.PI * (i + 0.5)) / sides
    return add(center, add(scale(u, Math.cos(angle)), scale(v, Math.sin(angle))))
  })
}

/** A limb, pole or tube between two points, with a radius at each end. */
export function tube(
  ends: readonly [Vec3, Vec3],
  radii: readonly [number, number],
  { material, sides = 6 }: { readonly material: MaterialName; readonly sides?: number },
): Polygon[] {
  const along = subtract(ends[1], ends[0])
  const helper: Vec3 = Math.abs(along[2]) > 0.7 * norm(along) ? [1, 0, 0] : [0, 0, 1]
  const side = cross(along, helper)
  const u = scale(side, 1 / norm(side))
  const w = cross(along, u)
  const v = scale(w, 1 / norm(w))
  const ring = (end: 0 | 1): Ring =>
    circle(ends[end], { u: scale(u, radii[end]), v: scale(v, radii[end]), sides })
  return loft([ring(0), ring(1)], [material])
}

/** An upright rectangle on the plane x = `at`, seen from its `facing` side. */
export function panelX(
  { at, facing }: { readonly at: number; readonly facing: 1 | -1 },
  [y0, y1, z0, z1]: readonly [number, number, number, number],
  material: MaterialName,
): Polygon {
  const corners: readonly Vec3[] = [
    [at, y0, z0],
    [at, y1, z0],
    [at, y1, z1],
    [at, y0, z1],
  ]
  return { corners: outward(corners, [at - facing, (y0 + y1) / 2, (z0 + z1) / 2]), material }
}

/** An upright rectangle on the plane y = `at`, seen from its `facing` side. */
export function panelY(
  { at, facing }: { readonly at: number; readonly facing: 1 | -1 },
  [x0, x1, z0, z1]: readonly [number, number, number, number],
  material: MaterialName,
): Polygon {
  const corners: readonly Vec3[] = [
    [x0, at, z0],
    [x1, at, z0],
    [x1, at, z1],
    [x0, at, z1],
  ]
  return { corners: outward(corners, [(x0 + x1) / 2, at - facing, (z0 + z1) / 2]), material }
}

/** A stretch of a four-cornered face, lifted off it: `u` runs along its first edge, `v` to its third. */
export function patchOn(
  face: readonly [Vec3, Vec3, Vec3, Vec3],
  [u0, u1, v0, v1]: readonly [number, number, number, number],
  { material, lift, inside }: { material: MaterialName; lift: number; inside: Vec3 },
): Polygon {
  const at = (u: number, v: number): Vec3 =>
    mix(mix(face[0], face[1], u), mix(face[3], face[2], u), v)
  const across = cross(subtract(face[1], face[0]), subtract(face[3], face[0]))
  const outwardSign = dot(across, subtract(middleOf(face), inside)) < 0 ? -1 : 1
  const off = scale(across, (outwardSign * lift) / norm(across))
  const corners = [at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1)].map((point) => add(point, off))
  return { corners: outward(corners, inside), material }
}
