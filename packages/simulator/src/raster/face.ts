/** The most corners a face may have. */
export const MAX_CORNERS = 24

/** Corners x, y, z of the face in hand, in sensor space. */
export const corners = new Float64Array(3 * MAX_CORNERS)

/** Normals of the planes through the eye and each edge of the face in hand, inwards. */
export const edges = new Float64Array(3 * MAX_CORNERS)

/** The face in hand: one record for all, because a picture casts a hundred thousand of them. */
export const face = {
  count: 0,
  /** Unit normal towards the eye. */
  nx: 0,
  ny: 0,
  nz: 0,
  /** Distance of its plane along the normal, negative. */
  offset: 0,
  /** Depth of its nearest corner, for rays with z = 1. */
  nearest: 0,
  /** Share of beams that go through, and what each beam's luck is drawn from. */
  passes: 0,
  luck: 0,
  /** What it is to be called in the depth buffer. */
  id: 0,
}

/** Whether the `count` corners in `corners` are a face that the eye sees; if so, `face` and `edges` hold it. */
export function faceSeen(count: number, isTwoSided: boolean): boolean {
  let nx = 0
  let ny = 0
  let nz = 0
  let mx = 0
  let my = 0
  let mz = 0
  for (let i = 0; i < count; i++) {
    const a = 3 * i
    const b = i + 1 === count ? 0 : a + 3
    const ax = corners[a]!
    const ay = corners[a + 1]!
    const az = corners[a + 2]!
    const bx = corners[b]!
    const by = corners[b + 1]!
    const bz = corners[b + 2]!
    const ex = ay * bz - az * by
    const ey = az * bx - ax * bz
    const ez = ax * by - ay * bx
    edges[a] = ex
    edges[a + 1] = ey
    edges[a + 2] = ez
    // The edge planes' sum is twice the area along the normal: Newell's method.
    nx += ex
    ny += ey
    nz += ez
    mx += ax
    my += ay
    mz += az
  }
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz)
  if (!(length > 1e-12)) return false
  const offset = (nx * mx + ny * my + nz * mz) / (length * count)
  if (offset > 0 && !isTwoSided) return false
  if (offset > -1e-9 && offset < 1e-9) return false
  // Towards the eye, and the edge planes so that inside is positive.
  const sign = offset < 0 ? 1 : -1
  for (let i = 0; i < 3 * count; i++) edges[i] = -sign * edges[i]!
  face.count = count
  face.nx = (nx * sign) / length
  face.ny = (ny * sign) / length
  face.nz = (nz * sign) / length
  face.offset = sign * offset
  return true
}
