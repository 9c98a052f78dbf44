import { type Cuboid, type Mat3, toMatrix3, type Vec3, wrapAngle } from '@trueline/geometry'
import type { Sweep } from '@trueline/pointcloud'
import { MATERIALS } from '../materials.ts'
import { planeNoise } from '../noise.ts'
import { between, normal } from '../random.ts'
import type { Exposure } from './exposure.ts'
import { distort, distortedCuboid } from './motion.ts'
import type { StandingUser } from './site.ts'

/** Share of light that ground throws back, on roads and beside them. */
const ROAD = 0.18
const BESIDE = 0.35
const LEAF_INCIDENCE = 0.6
/** Power at which half of the returns are lost. */
const HALF_POWER = 0.3
const STILL = [0, 0] as const

/** A sweep in sensor space, and the user each of its points came back from, or -1. */
export type ReadSweep = { readonly sweep: Sweep; readonly objects: Int32Array }

/**
 * What comes back of a cast, column after column, lowest ring first.
 *
 * A return is lost with range, grazing incidence and dark material, and now and then for no reason.
 * What moves while the sensor turns is met where it then is.
 */
export function readReturns(exposure: Exposure): ReadSweep {
  const { site, lidar, grid, cast, motion, random, egoFromSensor } = exposure
  const { returns, model } = lidar
  const w = toMatrix3(egoFromSensor.rotation)
  const eye = egoFromSensor.translation
  const { rows, columns, directions } = grid
  const points = new Float32Array(4 * rows * columns)
  const ring = new Uint16Array(rows * columns)
  const timeOffset = new Float32Array(rows * columns)
  const objects = new Int32Array(rows * columns)
  const point = new Float64Array(3)
  const isStill = motion.isDeskewed || (motion.speed === 0 && motion.yawRate === 0)
  let count = 0
  for (let column = 0; column < columns; column++) {
    const seconds = (column / columns) * model.secondsPerTurn
    const azimuth = wrapAngle(model.seam - ((column + 0.5) / columns) * 2 * Math.PI)
    if (Math.abs(azimuth) > returns.halfField) continue
    const at = { motion, seconds: seconds - motion.reference * model.secondsPerTurn }
    for (let row = 0; row < rows; row++) {
      const ray = row * columns + column
      beam.range = cast.depth[ray]!
      if (!(beam.range > returns.minRange && beam.range < returns.maxRange)) continue
      const x = directions[3 * ray]!
      const y = directions[3 * ray + 1]!
      const z = directions[3 * ray + 2]!
      beam.x = w[0] * x + w[1] * y + w[2] * z
      beam.y = w[3] * x + w[4] * y + w[5] * z
      beam.z = w[6] * x + w[7] * y + w[8] * z
      const surface = cast.surface[ray]!
      if (surface < 0) meetGround(exposure)
      else meetThing(exposure, surface)
      const share = beam.range / returns.maxRange
      if (random() < beam.loss + returns.dropShare + returns.dropGrowth * share * share) continue
      const power = beam.reflectance * beam.incidence * (returns.halfPowerRange / beam.range) ** 2
      if (random() > power / (HALF_POWER + power)) continue
      const isStray = random() < returns.strayShare
      const range = isStray
        ? between(random, returns.minRange, beam.range)
        : beam.range + model.rangeNoise * normal(random)
      const velocity = beam.object < 0 || isStray ? STILL : site.users[beam.object]!.velocity
      if (isStill && velocity === STILL) {
        points[4 * count] = x * range
        points[4 * count + 1] = y * range
        points[4 * count + 2] = z * range
      } else {
        point[0] = eye[0] + beam.x * range
        point[1] = eye[1] + beam.y * range
        point[2] = eye[2] + beam.z * range
        distort(point, at, velocity)
        writeInSensor(points, 4 * count, { w, eye, point })
      }
      points[4 * count + 3] = Math.min(
        1,
        beam.reflectance * (0.45 + 0.55 * Math.sqrt(beam.incidence)),
      )
      ring[count] = row
      timeOffset[count] = seconds
      objects[count] = isStray ? -1 : beam.object
      count++
    }
  }
  return {
    sweep: {
      points: points.slice(0, 4 * count),
      ring: ring.slice(0, count),
      timeOffset: timeOffset.slice(0, count),
    },
    objects: objects.slice(0, count),
  }
}

/** The beam in hand: one record for all, because a sweep has a hundred thousand of them. */
const beam = { x: 0, y: 0, z: 0, range: 0, reflectance: 0, incidence: 0, loss: 0, object: -1 }

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
  const tufts = isBeside ? terrain.grass * (planeNoise(2 * x, 2 * y) + 0.2 * random()) : 0
  const up = terrain.grain * normal(random) + tufts
  beam.range += Math.min(1, Math.max(-1, up / Math.min(-0.02, beam.z)))
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

function writeInSensor(
  points: Float32Array,
  offset: number,
  { w, eye, point }: { readonly w: Mat3; readonly eye: Vec3; readonly point: Float64Array },
): void {
  const dx = point[0]! - eye[0]
  const dy = point[1]! - eye[1]
  const dz = point[2]! - eye[2]
  points[offset] = w[0] * dx + w[3] * dy + w[6] * dz
  points[offset + 1] = w[1] * dx + w[4] * dy + w[7] * dz
  points[offset + 2] = w[2] * dx + w[5] * dy + w[8] * dz
}

/** A road user's box where the sweep shows the user: at the moment the beams pass its middle. */
export function readCuboid(
  { lidar: { model }, motion, egoFromSensor }: Exposure,
  { cuboid, velocity }: StandingUser,
): Cuboid {
  const [x, y] = cuboid.center
  const { translation, rotation } = egoFromSensor
  const m = toMatrix3(rotation)
  const azimuth = Math.atan2(y - translation[1], x - translation[0]) - Math.atan2(m[3], m[0])
  const turns = (model.seam - azimuth) / (2 * Math.PI)
  const share = turns - Math.floor(turns)
  const seconds = (share - motion.reference) * model.secondsPerTurn
  return distortedCuboid(cuboid, { motion, seconds }, velocity)
}
