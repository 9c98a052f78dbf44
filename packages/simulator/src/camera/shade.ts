import type { Vec3 } from '@trueline/geometry'
import { MATERIALS, materialIndex } from '../materials.ts'
import { leafNoise, planeNoise } from '../noise.ts'
import { hashUnit } from '../random.ts'
import type { Cast, View } from '../raster/view.ts'
import { writeRoadPlace } from '../road/paint.ts'
import type { RoadPlan } from '../road/plan.ts'
import { groundColor } from './groundColor.ts'
import { type ShadowMap, skyColor, TO_SUN } from './light.ts'

/** What a picture is shaded from. */
export type Shading = {
  readonly view: View
  readonly cast: Cast
  readonly plan: RoadPlan
  readonly shadow: ShadowMap
}

const SUN: Vec3 = [2.75, 2.5, 2.05]
const SKY: Vec3 = [0.62, 0.76, 1.02]
const BOUNCE: Vec3 = [0.3, 0.27, 0.22]
const HAZE: Vec3 = [0.72, 0.8, 0.9]
const HAZE_LENGTH = 420

const HOUSE_GLASS = MATERIALS[materialIndex('windowGlass')]

const albedo = new Float64Array(3)
const mirror = new Float64Array(3)
const ray3 = new Float64Array(3)
/** Along the road, left of its middle, and from how far it is seen. */
const place = new Float64Array(3)

/** A point that a ray met: where, its normal, the way of the ray, and what it is. */
type Spot = {
  x: number
  y: number
  z: number
  nx: number
  ny: number
  nz: number
  dx: number
  dy: number
  dz: number
  depth: number
  surface: number
}

/** Writes the linear color that comes along a ray of the view. */
export function createShader({
  view,
  cast,
  plan,
  shadow,
}: Shading): (ray: number, into: Float64Array) => void {
  const { directions } = view.grid
  const { surfaces } = cast
  const scene: Place = { cast, plan, shadow }
  const w = view.worldFromSensor
  const spot: Spot = {
    x: 0,
    y: 0,
    z: 0,
    nx: 0,
    ny: 0,
    nz: 0,
    dx: 0,
    dy: 0,
    dz: 0,
    depth: 0,
    surface: 0,
  }
  return (ray, into) => {
    const rx = directions[3 * ray]!
    const ry = directions[3 * ray + 1]!
    const rz = directions[3 * ray + 2]!
    const wx = w[0] * rx + w[1] * ry + w[2] * rz
    const wy = w[3] * rx + w[4] * ry + w[5] * rz
    const wz = w[6] * rx + w[7] * ry + w[8] * rz
    const length = Math.sqrt(wx * wx + wy * wy + wz * wz)
    spot.dx = wx / length
    spot.dy = wy / length
    spot.dz = wz / length
    spot.surface = cast.surface[ray]!
    if (spot.surface < 0) {
      ray3[0] = spot.dx
      ray3[1] = spot.dy
      ray3[2] = spot.dz
      skyColor(into, ray3)
      return
    }
    const t = cast.depth[ray]!
    spot.x = view.eye[0] + wx * t
    spot.y = view.eye[1] + wy * t
    spot.z = view.eye[2] + wz * t
    spot.depth = t * length
    spot.nx = surfaces.normals[3 * spot.surface]!
    spot.ny = surfaces.normals[3 * spot.surface + 1]!
    spot.nz = surfaces.normals[3 * spot.surface + 2]!
    shadeSpot(scene, spot, into)
    const haze = 1 - Math.exp(-spot.depth / HAZE_LENGTH)
    for (let i = 0; i < 3; i++) into[i]! += (HAZE[i]! - into[i]!) * haze
  }
}

type Place = Pick<Shading, 'cast' | 'plan' | 'shadow'>

function shadeSpot(scene: Place, spot: Spot, into: Float64Array): void {
  const { cast, plan, shadow } = scene
  const { thingOf, faceOf } = cast.surfaces
  const thing = cast.things[thingOf[spot.surface]!]!
  const face = faceOf[spot.surface]!
  if (face < 0) {
    shadeLeaf(scene, spot, into)
    return
  }
  const index = thing.mesh.materials[face]!
  const material = MATERIALS[index]!
  const height = spot.z - thing.place.point[2]
  // Little of the sky reaches what is low and close to the ground.
  let open = 1
  if (thing.chunk !== null) {
    const slice = thing.chunk.slices[thing.chunk.sliceOfFace[face]!]!
    writeRoadPlace(place, slice, spot)
    place[2] = spot.depth
    groundColor(albedo, { plan, slice }, place)
    open = shadow.openAt(spot.x, spot.y)
  } else {
    albedo[0] = material.color[0]
    albedo[1] = material.color[1]
    albedo[2] = material.color[2]
    open = 0.45 + 0.55 * Math.min(1, Math.max(0, height / 0.9))
    if (material.finish === 'brick') layBricks(spot)
    else if (material.finish === 'matte') weather(spot)
    else if (material === HOUSE_GLASS) furnish(spot, face + 31 * thingOf[spot.surface]!)
  }
  const facing = spot.nx * TO_SUN[0] + spot.ny * TO_SUN[1] + spot.nz * TO_SUN[2]
  const lit = facing > 0 ? shadow.litAt(spot, 0.09 + 0.12 * (1 - facing)) : 0
  const sun = Math.max(0, facing) * lit
  const sky = (0.55 + 0.45 * spot.nz) * open * (0.68 + 0.32 * lit)
  const bounce = (0.5 - 0.5 * spot.nz) * open
  for (let i = 0; i < 3; i++) {
    into[i] = albedo[i]! * (SUN[i]! * sun + SKY[i]! * sky + BOUNCE[i]! * bounce)
  }
  if (material.finish === 'lamp') for (let i = 0; i < 3; i++) into[i]! += material.color[i]! * 0.35
  if (material.finish === 'paint' || material.finish === 'glass') {
    gloss(spot, { lit, base: material.finish === 'glass' ? 0.11 : 0.045 }, into)
  }
}

/** Adds what a smooth surface mirrors: sky above, walls and road below, and the sun itself. */
function gloss(spot: Spot, { lit, base }: { lit: number; base: number }, into: Float64Array): void {
  const cosine = -(spot.nx * spot.dx + spot.ny * spot.dy + spot.nz * spot.dz)
  const rx = spot.dx + 2 * cosine * spot.nx
  const ry = spot.dy + 2 * cosine * spot.ny
  const rz = spot.dz + 2 * cosine * spot.nz
  // Schlick's approximation of Fresnel's law.
  const graze = 1 - Math.max(0, cosine)
  const share = base + (1 - base) * (graze * graze) * (graze * graze) * graze
  // Walls and trees stand before the horizon; over their tops the sky begins softly.
  const sky = Math.min(1, Math.max(0, (rz - 0.08) / 0.28))
  if (sky > 0) {
    ray3[0] = rx
    ray3[1] = ry
    ray3[2] = rz
    skyColor(mirror, ray3)
  }
  if (sky < 1) {
    const tone = rz > -0.05 ? 0.3 + 0.12 * planeNoise(Math.atan2(ry, rx) * 9, rz * 9) : 0.16
    mirror[0] = tone + (mirror[0]! - tone) * sky
    mirror[1] = tone * 0.97 + (mirror[1]! - tone * 0.97) * sky
    mirror[2] = tone * 0.93 + (mirror[2]! - tone * 0.93) * sky
  }
  const toSun = rx * TO_SUN[0] + ry * TO_SUN[1] + rz * TO_SUN[2]
  // A power is slow, and this one next to nothing off the sun.
  const glint = toSun > 0.95 ? toSun ** 160 * 6 * lit : 0
  for (let i = 0; i < 3; i++)
    into[i] = into[i]! * (1 - share) + mirror[i]! * share + glint * base * 8
}

function shadeLeaf({ cast, shadow }: Place, spot: Spot, into: Float64Array): void {
  const { thingOf, faceOf } = cast.surfaces
  const thing = cast.things[thingOf[spot.surface]!]!
  const { center, radii, material } = thing.foliage[-1 - faceOf[spot.surface]!]!
  const { point, yaw } = thing.place
  const cos = Math.cos(yaw)
  const sin = Math.sin(yaw)
  const x = (spot.x - point[0] - cos * center[0] + sin * center[1]) / radii[0]
  const y = (spot.y - point[1] - sin * center[0] - cos * center[1]) / radii[1]
  const z = (spot.z - point[2] - center[2]) / radii[2]
  const out = Math.sqrt(x * x + y * y + z * z) + 1e-6
  const facing = (x * TO_SUN[0] + y * TO_SUN[1] + z * TO_SUN[2]) / out
  const leaf = leafNoise(spot.x, spot.y, spot.z) / 255
  const lit = shadow.litAt(spot, 0.55)
  // Leaves let light through, and the inside of a crown is dark.
  const depth = Math.min(1, 0.35 + 0.75 * out)
  const sun = Math.max(0, 0.35 + 0.65 * facing) * lit * depth
  const sky = (0.6 + (0.4 * z) / out) * depth
  const tone = 0.55 + 1.25 * leaf
  const { color } = MATERIALS[material]!
  for (let i = 0; i < 3; i++) into[i] = color[i]! * tone * (SUN[i]! * sun + SKY[i]! * sky)
  into[0]! += 0.03 * leaf * sun
}

/** Courses of bricks; from afar only their mean. */
function layBricks(spot: Spot): void {
  const across = spot.x * -spot.ny + spot.y * spot.nx
  const row = Math.floor(spot.z / 0.075)
  const along = across / 0.24 + (row & 1) * 0.5
  const near = 1 / (1 + (spot.depth / 9) ** 2)
  const isJoint = along - Math.floor(along) < 0.06 || spot.z / 0.075 - row < 0.17
  const tone =
    (1 + (isJoint ? 0.55 : 0) * near) *
    (0.86 + 0.28 * planeNoise(Math.floor(along) * 3.1, row * 1.7) * near + 0.14 * (1 - near))
  for (let i = 0; i < 3; i++) albedo[i]! *= tone
}

/** Stains and grain on plaster, stone and cloth. */
function weather(spot: Spot): void {
  const across = spot.x * -spot.ny + spot.y * spot.nx
  const tone =
    0.9 + 0.13 * planeNoise(across * 0.7, spot.z * 0.5) + 0.07 * planeNoise(across * 9, spot.z * 9)
  for (let i = 0; i < 3; i++) albedo[i]! *= tone
}

/** Behind a window of a house is a dark room, or a curtain. */
function furnish(spot: Spot, seed: number): void {
  const luck = hashUnit(seed, 5)
  if (luck > 0.45 || spot.z < 0.5) return
  const fold = 0.75 + 0.25 * Math.sin(40 * (spot.x * -spot.ny + spot.y * spot.nx))
  const tone = luck < 0.2 ? 0.34 : 0.16
  albedo[0] = tone * fold
  albedo[1] = tone * 0.95 * fold
  albedo[2] = tone * 0.86 * fold
}
