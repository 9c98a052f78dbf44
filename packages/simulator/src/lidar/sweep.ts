import { compose, type Pose, toMatrix3 } from '@trueline/geometry'
import type { Sweep } from '@trueline/pointcloud'
import { MATERIALS } from '../materials.ts'
import { createRandom, hashUnit, normal } from '../random.ts'
import { castThings } from '../raster/cast.ts'
import type { RayGrid } from '../raster/rayGrid.ts'
import type { Thing } from '../raster/thing.ts'
import type { Cast } from '../raster/view.ts'
import { GROUND_REFLECTANCE, groundKindAt, writeRoadPlace } from '../road/paint.ts'
import type { RoadPlan } from '../road/plan.ts'
import type { LidarModel } from './lidarModel.ts'

/** A lidar on its vehicle. */
export type MountedLidar = {
  readonly model: LidarModel
  readonly grid: RayGrid
  /** What its rays met last: each sweep is cast over the one before. */
  readonly cast: Cast
  readonly egoFromSensor: Pose
}

/** A sweep, and what each point of it was thrown back by. */
export type SimulatedSweep = {
  readonly sweep: Sweep
  /** `objectIndex` of each point: a road user, or -1. */
  readonly objects: Int32Array
}

/** What there is to see at one moment, and where from. */
export type Moment = {
  readonly plan: RoadPlan
  readonly things: readonly Thing[]
  readonly streetFromEgo: Pose
  /** Different for every frame of every clip. */
  readonly seed: number
}

const MAX_RANGE = 100
const MIN_RANGE = 1.2
/** Share of strong returns that a sensor reports: the rest is lost for no reason. */
const KEPT_SHARE = 0.93
/** Range at which a white wall seen head-on is lost as often as not. */
const HALF_POWER_RANGE = 560

/**
 * One turn of a lidar, in the order it fires: column after column, lowest ring first.
 *
 * The vehicle's own motion is already taken out: every beam starts from the frame's pose. A return
 * is lost with the square of its range, with dark material and grazing incidence, and now and then
 * for no reason.
 */
export function simulateSweep(lidar: MountedLidar, moment: Moment): SimulatedSweep {
  const { grid, model } = lidar
  const streetFromSensor = compose(moment.streetFromEgo, lidar.egoFromSensor)
  const w = toMatrix3(streetFromSensor.rotation)
  const eye = streetFromSensor.translation
  const cast = castThings(
    { grid, eye, worldFromSensor: w, reach: MAX_RANGE, beamSeed: moment.seed },
    moment.things,
    lidar.cast,
  )
  const { thingOf } = cast.surfaces
  const { things } = cast
  const random = createRandom(moment.seed)
  const capacity = grid.rows * grid.columns
  const points = new Float32Array(4 * capacity)
  const ring = new Uint16Array(capacity)
  const timeOffset = new Float32Array(capacity)
  const objects = new Int32Array(capacity)
  let count = 0
  for (let column = 0; column < grid.columns; column++) {
    for (let row = 0; row < grid.rows; row++) {
      const ray = row * grid.columns + column
      const range = cast.depth[ray]!
      if (!(range > MIN_RANGE && range < MAX_RANGE)) continue
      const x = grid.directions[3 * ray]!
      const y = grid.directions[3 * ray + 1]!
      const z = grid.directions[3 * ray + 2]!
      const dx = w[0] * x + w[1] * y + w[2] * z
      const dy = w[3] * x + w[4] * y + w[5] * z
      const dz = w[6] * x + w[7] * y + w[8] * z
      hit.x = eye[0] + dx * range
      hit.y = eye[1] + dy * range
      hit.dx = dx
      hit.dy = dy
      hit.dz = dz
      answerTo(cast, moment.plan, cast.surface[ray]!)
      const power = hit.reflectance * hit.incidence
      const kept = power * (HALF_POWER_RANGE / range) ** 2
      // A logistic of the logarithm of the power left: half is lost where it is 1.
      const chance = KEPT_SHARE * (kept / (1 + kept))
      if (hashUnit(moment.seed + 17, ray) > chance) continue
      const measured = range + model.rangeNoise * normal(random)
      points[4 * count] = x * measured
      points[4 * count + 1] = y * measured
      points[4 * count + 2] = z * measured
      points[4 * count + 3] = intensityOf(random())
      ring[count] = row
      timeOffset[count] = (column / grid.columns) * model.secondsPerTurn
      objects[count] = things[thingOf[cast.surface[ray]!]!]!.objectIndex
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

/** The hit in hand: where and from which way, and how the surface throws light back at what cosine. */
const hit = { x: 0, y: 0, dx: 0, dy: 0, dz: 0, reflectance: 0, incidence: 0 }
const place = new Float64Array(2)

/** Completes `hit` with how a surface answers. */
function answerTo(cast: Cast, plan: RoadPlan, surface: number): void {
  const { thingOf, faceOf, normals: n } = cast.surfaces
  const thing = cast.things[thingOf[surface]!]!
  const face = faceOf[surface]!
  if (face < 0) {
    hit.reflectance = MATERIALS[thing.foliage[-1 - face]!.material]!.reflectance
    hit.incidence = 0.6
    return
  }
  const cosine = -(
    n[3 * surface]! * hit.dx +
    n[3 * surface + 1]! * hit.dy +
    n[3 * surface + 2]! * hit.dz
  )
  // Rough and retro-reflecting parts keep even a grazing beam from vanishing.
  hit.incidence = Math.max(0, cosine) * 0.97 + 0.004
  if (thing.chunk === null) {
    hit.reflectance = MATERIALS[thing.mesh.materials[face]!]!.reflectance
    return
  }
  const slice = thing.chunk.slices[thing.chunk.sliceOfFace[face]!]!
  writeRoadPlace(place, slice, hit)
  hit.reflectance = GROUND_REFLECTANCE[groundKindAt(plan, slice, place)]
}

/** Calibrated intensity in 0..1, with the speckle of a single shot; range is already divided out. */
function intensityOf(luck: number): number {
  const value = hit.reflectance * (0.45 + 0.55 * Math.sqrt(hit.incidence)) * (0.85 + 0.3 * luck)
  return Math.min(1, value)
}
