import { compose, type Pose, toMatrix3 } from '@trueline/geometry'
import type { Sweep } from '@trueline/pointcloud'
import { MATERIALS } from '../materials.ts'
import { createRandom, hashUnit, normal } from '../random.ts'
import { type Cast, castThings } from '../raster/cast.ts'
import type { RayGrid } from '../raster/rayGrid.ts'
import type { Thing } from '../raster/thing.ts'
import { GROUND_REFLECTANCE, groundKindAt, roadPlaceOf } from '../road/paint.ts'
import type { RoadPlan } from '../road/plan.ts'
import type { LidarModel } from './lidarModel.ts'

/** A lidar on its vehicle. */
export type MountedLidar = {
  readonly model: LidarModel
  readonly grid: RayGrid
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
  )
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
      const answer = answerOf(cast, {
        ray,
        plan: moment.plan,
        hit: [eye[0] + dx * range, eye[1] + dy * range],
        direction: [dx, dy, dz],
      })
      const power = answer.reflectance * answer.incidence
      const kept = power * (HALF_POWER_RANGE / range) ** 2
      // A logistic of the logarithm of the power left: half is lost where it is 1.
      const chance = KEPT_SHARE * (kept / (1 + kept))
      if (hashUnit(moment.seed + 17, ray) > chance) continue
      const measured = range + model.rangeNoise * normal(random)
      points[4 * count] = x * measured
      points[4 * count + 1] = y * measured
      points[4 * count + 2] = z * measured
      points[4 * count + 3] = intensityOf(answer, random())
      ring[count] = row
      timeOffset[count] = (column / grid.columns) * model.secondsPerTurn
      objects[count] = cast.things[cast.thingOf[cast.surface[ray]!]!]!.objectIndex
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

type Answer = { readonly reflectance: number; readonly incidence: number }

type Hit = {
  readonly ray: number
  readonly plan: RoadPlan
  readonly hit: readonly [number, number]
  readonly direction: readonly [number, number, number]
}

/** How the surface a ray met throws light back, and the cosine of its incidence. */
function answerOf(cast: Cast, { ray, plan, hit, direction }: Hit): Answer {
  const surface = cast.surface[ray]!
  const thing = cast.things[cast.thingOf[surface]!]!
  const face = cast.faceOf[surface]!
  if (face < 0) {
    return {
      reflectance: MATERIALS[thing.foliage[-1 - face]!.material]!.reflectance,
      incidence: 0.6,
    }
  }
  const n = cast.normals
  const cosine = -(
    n[3 * surface]! * direction[0] +
    n[3 * surface + 1]! * direction[1] +
    n[3 * surface + 2]! * direction[2]
  )
  // Rough and retro-reflecting parts keep even a grazing beam from vanishing.
  const incidence = Math.max(0, cosine) * 0.97 + 0.004
  if (thing.chunk === null) {
    return { reflectance: MATERIALS[thing.mesh.materials[face]!]!.reflectance, incidence }
  }
  const slice = thing.chunk.slices[thing.chunk.sliceOfFace[face]!]!
  const place = roadPlaceOf(slice, hit[0], hit[1])
  return { reflectance: GROUND_REFLECTANCE[groundKindAt(plan, slice, place)], incidence }
}

/** Calibrated intensity in 0..1, with the speckle of a single shot; range is already divided out. */
function intensityOf({ reflectance, incidence }: Answer, luck: number): number {
  const value = reflectance * (0.45 + 0.55 * Math.sqrt(incidence)) * (0.85 + 0.3 * luck)
  return Math.min(1, value)
}
