import { MATERIALS } from '../materials.ts'
import { hashUnit } from '../random.ts'
import type { Cast, View } from './cast.ts'
import { placementOf, placePoint } from './placement.ts'
import type { RayGrid } from './rayGrid.ts'

const MAX_CORNERS = 24
const corners = new Float64Array(3 * MAX_CORNERS)
const edges = new Float64Array(3 * MAX_CORNERS)
const window = new Int32Array(4)
const ball = new Float64Array(4)
const PASSES = Float64Array.from(MATERIALS, ({ passes }) => passes)

/** The face in `corners` and `edges`: what the ray loop needs of it. */
type Face = {
  readonly count: number
  readonly normal: readonly [number, number, number]
  /** Distance of its plane along the normal, negative. */
  readonly offset: number
}

/**
 * Lets the rays of a view meet the faces of one thing.
 *
 * A ray meets a convex face when it lies on the inner side of each plane through the eye and an
 * edge (Olano and Greer, "Triangle scan conversion using 2D homogeneous coordinates", 1997): no
 * clipping, any lens, and no gap between faces that share an edge.
 */
export function castFaces(view: View, cast: Cast, thingIndex: number): void {
  const thing = cast.things[thingIndex]!
  const { mesh } = thing
  const placement = placementOf(view, thing)
  placePoint(placement, mesh.center, ball)
  ball[3] = mesh.radius
  if (Math.hypot(ball[0]!, ball[1]!, ball[2]!) - mesh.radius > view.reach) return
  if (!view.grid.seesBall(ball, window)) return

  const { m, shift } = placement
  for (let index = 0; index + 1 < mesh.starts.length; index++) {
    const start = mesh.starts[index]!
    const count = mesh.starts[index + 1]! - start
    for (let i = 0; i < count; i++) {
      const x = mesh.corners[3 * (start + i)]!
      const y = mesh.corners[3 * (start + i) + 1]!
      const z = mesh.corners[3 * (start + i) + 2]!
      corners[3 * i] = m[0]! * x + m[1]! * y + m[2]! * z + shift[0]
      corners[3 * i + 1] = m[3]! * x + m[4]! * y + m[5]! * z + shift[1]
      corners[3 * i + 2] = m[6]! * x + m[7]! * y + m[8]! * z + shift[2]
    }
    const face = faceOf(count, mesh.isTwoSided[index] === 1)
    if (face === null || !view.grid.seesFace(corners, count, window)) continue
    const passes = view.beamSeed === null ? 0 : PASSES[mesh.materials[index]!]!
    fill(view, cast, { ...face, passes, luck: (view.beamSeed ?? 0) + 7919 * index + thingIndex })
    const [nx, ny, nz] = face.normal
    const w = view.worldFromSensor
    cast.thingOf.push(thingIndex)
    cast.faceOf.push(index)
    cast.normals.push(
      w[0] * nx + w[1] * ny + w[2] * nz,
      w[3] * nx + w[4] * ny + w[5] * nz,
      w[6] * nx + w[7] * ny + w[8] * nz,
    )
  }
}

/** Plane and edge planes of the `count` corners in `corners`; `null` when it is seen from behind. */
function faceOf(count: number, isTwoSided: boolean): Face | null {
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
  if (!(length > 1e-12)) return null
  const offset = (nx * mx + ny * my + nz * mz) / (length * count)
  if (offset > 0 && !isTwoSided) return null
  if (offset > -1e-9 && offset < 1e-9) return null
  // Towards the eye, and the edge planes so that inside is positive.
  const sign = offset < 0 ? 1 : -1
  for (let i = 0; i < 3 * count; i++) edges[i] = -sign * edges[i]!
  const unit = sign / length
  return { count, normal: [nx * unit, ny * unit, nz * unit], offset: sign * offset }
}

type Fill = Face & { readonly passes: number; readonly luck: number }

/** Edge of a tile of samples: large enough to save edge tests, small enough to miss the empty ones. */
const TILE = 16
const block = new Int32Array(4)

/** Puts the face into the depth of every ray of `window` that meets it first. */
function fill({ grid }: View, cast: Cast, face: Fill): void {
  if (!grid.isFlat) {
    block.set(window)
    fillBlock(grid, cast, { ...face, isWhole: false })
    return
  }
  const [top, bottom, left, right] = [window[0]!, window[1]!, window[2]!, window[3]!]
  for (let row = top; row <= bottom; row += TILE) {
    for (let column = left; column <= right; column += TILE) {
      block[0] = row
      block[1] = Math.min(bottom, row + TILE - 1)
      block[2] = column
      block[3] = Math.min(right, column + TILE - 1)
      const coverage = coverageOf(grid, face.count)
      if (coverage !== 'none') fillBlock(grid, cast, { ...face, isWhole: coverage === 'whole' })
    }
  }
}

/**
 * Whether the face covers all, none or some of the rays in `block`.
 *
 * An edge test is linear in the ray, so the corners decide; they are taken one sample farther out,
 * which is more than a lens bends a line within a tile.
 */
function coverageOf(
  { directions, rows, columns }: RayGrid,
  count: number,
): 'none' | 'some' | 'whole' {
  const top = Math.max(0, block[0]! - 1) * columns
  const bottom = Math.min(rows - 1, block[1]! + 1) * columns
  const left = Math.max(0, block[2]! - 1)
  const right = Math.min(columns - 1, block[3]! + 1)
  const a = 3 * (top + left)
  const b = 3 * (top + right)
  const c = 3 * (bottom + left)
  const d = 3 * (bottom + right)
  let isWhole = true
  for (let e = 0; e < 3 * count; e += 3) {
    const x = edges[e]!
    const y = edges[e + 1]!
    const z = edges[e + 2]!
    const outside =
      (x * directions[a]! + y * directions[a + 1]! + z * directions[a + 2]! < 0 ? 1 : 0) +
      (x * directions[b]! + y * directions[b + 1]! + z * directions[b + 2]! < 0 ? 1 : 0) +
      (x * directions[c]! + y * directions[c + 1]! + z * directions[c + 2]! < 0 ? 1 : 0) +
      (x * directions[d]! + y * directions[d + 1]! + z * directions[d + 2]! < 0 ? 1 : 0)
    if (outside === 4) return 'none'
    if (outside > 0) isWhole = false
  }
  return isWhole ? 'whole' : 'some'
}

/** The same for the rays of `block`; the edges are not asked when the face covers it whole. */
function fillBlock(
  { directions, columns }: RayGrid,
  { depth, surface, thingOf }: Cast,
  face: Fill & { readonly isWhole: boolean },
): void {
  const { count, offset, passes, luck } = face
  const [nx, ny, nz] = face.normal
  const id = thingOf.length
  const last = face.isWhole ? 0 : 3 * count
  const firstColumn = block[2]!
  const lastColumn = block[3]!
  for (let row = block[0]!; row <= block[1]!; row++) {
    const rowStart = row * columns
    next: for (let column = firstColumn; column <= lastColumn; column++) {
      const ray = rowStart + (column < columns ? column : column - columns)
      const x = directions[3 * ray]!
      const y = directions[3 * ray + 1]!
      const z = directions[3 * ray + 2]!
      for (let e = 0; e < last; e += 3) {
        if (edges[e]! * x + edges[e + 1]! * y + edges[e + 2]! * z < 0) continue next
      }
      const t = offset / (nx * x + ny * y + nz * z)
      if (!(t > 0) || t >= depth[ray]!) continue
      if (passes > 0 && hashUnit(luck, ray) < passes) continue
      depth[ray] = t
      surface[ray] = id
    }
  }
}
