import type { Mat3 } from '@trueline/geometry'
import { MATERIALS } from '../materials.ts'
import { planeNoise } from '../noise.ts'
import { between, normal } from '../random.ts'
import type { Exposure } from './exposure.ts'

/** Share of light that ground throws back, on roads and beside them. */
const ROAD = 0.18
const BESIDE = 0.35
const LEAF_INCIDENCE = 0.6
/** Power at which half of the returns are lost. */
const HALF_POWER = 0.3

/** The beam in hand: one record for all, because a sweep has a hundred thousand of them. */
export const beam = {
  /** Unit direction in ego space. */
  x: 0,
  y: 0,
  z: 0,
  /** As measured, noise and all. */
  range: 0,
  /** Share of light that the surface throws back, and the cosine of how it is met. */
  reflectance: 0,
  incidence: 0,
  /** Share of beams lost to the surface itself. */
  loss: 0,
  /** Place in the site's users of what it met, or -1. */
  object: -1,
}

/**
 * Whether a ray of a cast comes back; if so, `beam` holds how.
 *
 * @param egoFromSensor The exposure's rotation as a matrix.
 */
export function comesBack(exposure: Exposure, ray: number, egoFromSensor: Mat3): boolean {
  const { cast, grid, lidar, random } = exposure
  const { model, returns } = lidar
  const range = cast.depth[ray]!
  if (!(range > returns.minRange && range < returns.maxRange)) return false
  const w = egoFromSensor
  const x = grid.directions[3 * ray]!
  const y = grid.directions[3 * ray + 1]!
  const z = grid.directions[3 * ray + 2]!
  beam.x = w[0] * x + w[1] * y + w[2] * z
  beam.y = w[3] * x + w[4] * y + w[5] * z
  beam.z = w[6] * x + w[7] * y + w[8] * z
  beam.range = range
  const surface = cast.surface[ray]!
  if (surface < 0) meetGround(exposure)
  else meetThing(exposure, surface)
  const share = beam.range / returns.maxRange
  if (random() < beam.loss + returns.dropShare + returns.dropGrowth * share * share) return false
  const power = beam.reflectance * beam.incidence * (returns.halfPowerRange / beam.range) ** 2
  if (random() > power / (HALF_POWER + power)) return false
  if (random() < returns.strayShare) {
    beam.range = between(random, returns.minRange, beam.range)
    beam.object = -1
  } else beam.range += model.rangeNoise * normal(random)
  return true
}

function meetGround({ site: { terrain }, lidar, random, egoFromSensor }: Exposure): void {
  const [eyeX, eyeY] = egoFromSensor.translation
  const x = eyeX + beam.x * beam.range
  const y = eyeY + beam.y * beam.range
  const isBeside = terrain.outsideAt(x, y) > 0
  beam.object = -1
  beam.reflectance = isBeside ? BESIDE : ROAD
  beam.incidence = 0.02 + Math.abs(beam.z)
  beam.loss = (beam.range / lidar.returns.groundReach) ** 3
  // A beam at a flat angle meets what stands up far sooner.
  const slant = Math.min(-0.02, beam.z)
  beam.range += (terrain.grain * normal(random)) / slant
  if (!isBeside || terrain.grass === 0) return
  const meadow = planeNoise(0.15 * x, 0.15 * y) * planeNoise(2 * x, 2 * y)
  const range = beam.range + Math.max(-5, (terrain.grass * (2 * meadow + 0.2 * random())) / slant)
  // No grass hangs over the road.
  if (terrain.outsideAt(eyeX + beam.x * range, eyeY + beam.y * range) > 0) beam.range = range
}

function meetThing({ site: { users }, cast }: Exposure, surface: number): void {
  const { thingOf, faceOf, normals: n } = cast.surfaces
  const thing = cast.things[thingOf[surface]!]!
  const face = faceOf[surface]!
  beam.object = thing.objectIndex
  beam.loss = beam.object < 0 ? 0 : users[beam.object]!.loss
  if (face < 0) {
    beam.reflectance = MATERIALS[thing.foliage[-1 - face]!.material]!.reflectance
    beam.incidence = LEAF_INCIDENCE
    return
  }
  beam.reflectance = MATERIALS[thing.mesh.materials[face]!]!.reflectance
  const cosine =
    n[3 * surface]! * beam.x + n[3 * surface + 1]! * beam.y + n[3 * surface + 2]! * beam.z
  beam.incidence = Math.max(0, -cosine) * 0.97 + 0.01
}
