import { fromYaw, type Pose } from '@trueline/geometry'
import { createRandom } from './random.ts'
import type { Thing } from './raster/thing.ts'
import { planRoad, type RoadPlan } from './road/plan.ts'
import { obstaclesOf } from './scenery/obstacles.ts'
import { type StreetScenery, streetScenery } from './scenery/street.ts'
import { followCourse } from './traffic/path.ts'
import type { RoadUser } from './traffic/roadUser.ts'
import { EGO_SPEED, egoCourse, trafficOf } from './traffic/traffic.ts'

/** A street, who is on it, and the way the recording vehicle takes. */
export type Scene = {
  readonly plan: RoadPlan
  readonly scenery: StreetScenery
  readonly users: readonly RoadUser[]
  /** Ego in the street's own space some seconds after the first frame: below its rear axle, on the ground. */
  readonly streetFromEgoAt: (seconds: number) => Pose
}

/** The scene of a seed that lasts some seconds. */
export function createScene(seed: number, seconds: number): Scene {
  const random = createRandom(seed)
  const travel = EGO_SPEED * seconds + 1
  const plan = planRoad(travel, random() < 0.5 ? 1 : -1)
  const standAt = followCourse(plan, egoCourse)
  const scenery = streetScenery(plan, createRandom(seed + 1))
  return {
    plan,
    scenery,
    users: trafficOf({
      plan,
      random: createRandom(seed + 2),
      travel,
      obstacles: obstaclesOf(scenery.things),
    }),
    streetFromEgoAt(at) {
      const { point, yaw } = standAt(at)
      return { translation: point, rotation: fromYaw(yaw) }
    },
  }
}

/** Everything there is at a moment, road users last: the i-th of them has `objectIndex` i. */
export function thingsAt(scene: Scene, seconds: number): readonly Thing[] {
  const moving = scene.users.map(
    (user, objectIndex): Thing => ({
      mesh: user.body.meshAt(user.phaseAt(seconds)),
      foliage: [],
      place: user.standAt(seconds),
      chunk: null,
      objectIndex,
    }),
  )
  return [...scene.scenery.things, ...moving]
}
