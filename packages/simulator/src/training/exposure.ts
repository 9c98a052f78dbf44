import { compose, type Pose, toMatrix3, yawOf } from '@trueline/geometry'
import { lidarGrid } from '../lidar/lidarModel.ts'
import { createRandom, type Random } from '../random.ts'
import { castOver, createCast } from '../raster/cast.ts'
import type { RayGrid } from '../raster/rayGrid.ts'
import type { Thing } from '../raster/thing.ts'
import type { Cast, View } from '../raster/view.ts'
import { castTerrain } from '../terrain/castTerrain.ts'
import { carrierOf } from './carrier.ts'
import { egoBefore, type Motion, trainingMotion } from './motion.ts'
import type { Site } from './site.ts'
import { type TrainingLidar, trainingLidar } from './trainingLidar.ts'
import { trainingSite } from './trainingSite.ts'

/** A scene about to be recorded: its place, sensor and motion, all drawn from one number. */
export type Take = {
  readonly site: Site
  readonly lidar: TrainingLidar
  readonly grid: RayGrid
  readonly motion: Motion
  /** The recording vehicle's own body, where its sensor sees it. */
  readonly carrier: Thing | null
  /** Draws what chance decides of each beam. */
  readonly random: Random
}

/** What every beam of one turn met. */
export type Exposure = Take & {
  readonly cast: Cast
  /** The sensor in the ego space of the take's own moment. */
  readonly egoFromSensor: Pose
}

/** The take of a seed, a whole number. */
export function createTake(seed: number): Take {
  const random = createRandom(Math.imul(seed + 1, 0x9e3779b1))
  const lidar = trainingLidar(random)
  const isSeen = random() < 0.6
  return {
    site: trainingSite(random),
    lidar,
    grid: lidarGrid(lidar.model),
    motion: trainingMotion(random),
    carrier: isSeen ? carrierOf(random, lidar.egoFromSensor.translation) : null,
    random,
  }
}

/** What the beams of a take's sensor meet, so many seconds before its own moment. */
export function expose(take: Take, secondsBefore: number): Exposure {
  const { site, lidar, grid, motion, random } = take
  const ego = egoBefore(motion, secondsBefore)
  const { translation, rotation } = compose(ego, lidar.egoFromSensor)
  const [x, y, up] = translation
  const eye = [x, y, up + site.terrain.heightAt(x, y)] as const
  const view: View = {
    grid,
    eye,
    worldFromSensor: toMatrix3(rotation),
    reach: lidar.returns.maxRange,
    beamSeed: Math.floor(random() * 0x7fffffff),
  }
  const ground = castTerrain(view, site.terrain, createCast(grid))
  return {
    ...take,
    cast: castOver(view, thingsBefore(take, secondsBefore, ego), ground),
    egoFromSensor: { translation: eye, rotation },
  }
}

/** Everything beams can meet: what moves stands further back on its way. */
function thingsBefore({ site, motion, carrier }: Take, seconds: number, ego: Pose): Thing[] {
  const { terrain, users } = site
  const stand = (thing: Thing, x: number, y: number): Thing['place'] => ({
    point: [x, y, terrain.heightAt(x, y)],
    yaw: thing.place.yaw,
  })
  const things =
    seconds === 0 || !motion.isTrafficMoving
      ? [...site.things]
      : site.things.map((thing) => {
          const velocity = users[thing.objectIndex]?.velocity
          if (velocity === undefined) return thing
          const [x, y] = thing.place.point
          return {
            ...thing,
            place: stand(thing, x - velocity[0] * seconds, y - velocity[1] * seconds),
          }
        })
  if (carrier !== null) {
    const [x, y] = ego.translation
    const place = { ...stand(carrier, x, y), yaw: yawOf(ego.rotation) }
    things.push({ ...carrier, place })
  }
  return things
}
