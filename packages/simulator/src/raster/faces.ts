import { MATERIALS } from '../materials.ts'
import { face, corners as faceCorners, faceSeen, MAX_CORNERS } from './face.ts'
import { fillEven, fillTurning } from './fill.ts'
import { placementOf, placePoint } from './placement.ts'
import { addSurface } from './surfaces.ts'
import { isHidden } from './tileDepth.ts'
import type { Cast, View } from './view.ts'

const window = new Int32Array(4)
const ball = new Float64Array(4)
const normal = new Float64Array(3)
const PASSES = Float64Array.from(MATERIALS, ({ passes }) => passes)

/**
 * Lets the rays of a view meet the faces of one thing.
 *
 * A ray meets a convex face when it lies on the inner side of each plane through the eye and an
 * edge (Olano and Greer, "Triangle scan conversion using 2D homogeneous coordinates", 1997): no
 * clipping, any lens, and no gap between faces that share an edge.
 */
export function castFaces(view: View, cast: Cast, thingIndex: number): void {
  const { mesh } = cast.things[thingIndex]!
  const { grid, worldFromSensor: w } = view
  const placement = placementOf(view, cast.things[thingIndex]!)
  placePoint(placement, mesh.center, ball)
  ball[3] = mesh.radius
  if (Math.hypot(ball[0]!, ball[1]!, ball[2]!) - mesh.radius > view.reach) return
  if (!grid.seesBall(ball, window)) return
  if (cast.tiles !== null && isHidden(cast.tiles, window, ball[2]! - mesh.radius)) return

  const corners = faceCorners
  const { m, shift } = placement
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = m
  const [sx, sy, sz] = shift
  for (let index = 0; index + 1 < mesh.starts.length; index++) {
    const start = mesh.starts[index]!
    const count = Math.min(MAX_CORNERS, mesh.starts[index + 1]! - start)
    let nearest = Infinity
    for (let i = 0; i < count; i++) {
      const x = mesh.corners[3 * (start + i)]!
      const y = mesh.corners[3 * (start + i) + 1]!
      const z = mesh.corners[3 * (start + i) + 2]!
      const depth = m6 * x + m7 * y + m8 * z + sz
      corners[3 * i] = m0 * x + m1 * y + m2 * z + sx
      corners[3 * i + 1] = m3 * x + m4 * y + m5 * z + sy
      corners[3 * i + 2] = depth
      if (depth < nearest) nearest = depth
    }
    if (!faceSeen(count, mesh.isTwoSided[index] === 1)) continue
    if (!grid.seesFace(corners, count, window)) continue
    if (cast.tiles !== null && isHidden(cast.tiles, window, nearest)) continue
    face.passes = view.beamSeed === null ? 0 : PASSES[mesh.materials[index]!]!
    face.luck = (view.beamSeed ?? 0) + 7919 * index + thingIndex
    face.id = cast.surfaces.count
    face.nearest = nearest
    if (cast.tiles === null) fillTurning(grid, cast, window)
    else fillEven(grid, { ...cast, tiles: cast.tiles }, window)
    const { nx, ny, nz } = face
    normal[0] = w[0] * nx + w[1] * ny + w[2] * nz
    normal[1] = w[3] * nx + w[4] * ny + w[5] * nz
    normal[2] = w[6] * nx + w[7] * ny + w[8] * nz
    addSurface(cast.surfaces, thingIndex, { face: index, normal })
  }
}
