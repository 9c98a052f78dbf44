import { type Cuboid, type Pose, toMatrix3, type Vec3 } from '@trueline/geometry'
import type { Sweep } from '@trueline/pointcloud'
import { lidarGrid } from '../lidar/lidarModel.ts'
import type { CategoryName } from '../ontology.ts'
import { createRandom } from '../random.ts'
import { castOver, createCast } from '../raster/cast.ts'
import type { View } from '../raster/view.ts'
import { castTerrain } from '../terrain/castTerrain.ts'
import { trainingMotion } from './motion.ts'
import { type Exposure, readCuboid, readReturns } from './readReturns.ts'
import { trainingLidar } from './trainingLidar.ts'
import { trainingSite } from './trainingSite.ts'

/** A labelled body of a training sweep. */
export type TrainingCuboid = {
  readonly category: CategoryName
  /** Ego space, upright, tight around the body where the sweep shows it. */
  readonly cuboid: Cuboid
  /** Points of the sweep that came back from it; also 0. */
  readonly pointCount: number
}

/** One sweep of one scene with everything in it that is to be found. */
export type TrainingSweep = {
  /** In sensor space. */
  readonly sweep: Sweep
  /** Ego is z up, near z = 0 on the ground below the vehicle. */
  readonly egoFromSensor: Pose
  readonly cuboids: readonly TrainingCuboid[]
}

/**
 * A sweep of a scene of its own, by a sensor of its own: all drawn from the seed, a whole number.
 *
 * About 0.1 s, two thirds of it for the beams.
 */
export function trainingSweep(seed: number): TrainingSweep {
  const random = createRandom(Math.imul(seed + 1, 0x9e3779b1))
  const mounted = trainingLidar(random)
  const site = trainingSite(random, mounted)
  const grid = lidarGrid(mounted.model)
  const { translation, rotation } = mounted.egoFromSensor
  const [x, y, up] = translation
  const eye: Vec3 = [x, y, up + site.terrain.heightAt(x, y)]
  const lidar = { ...mounted, egoFromSensor: { translation: eye, rotation } }
  const view: View = {
    grid,
    eye,
    worldFromSensor: toMatrix3(rotation),
    reach: lidar.returns.maxRange,
    beamSeed: seed,
  }
  const cast = castOver(view, site.things, castTerrain(view, site.terrain, createCast(grid)))
  const exposure: Exposure = { site, lidar, grid, cast, motion: trainingMotion(random) }
  const { sweep, objects } = readReturns(exposure, random)
  const counts = new Uint32Array(site.users.length)
  for (const object of objects) if (object >= 0) counts[object]!++
  return {
    sweep,
    egoFromSensor: lidar.egoFromSensor,
    cuboids: site.users.map((user, i) => ({
      category: user.category,
      cuboid: readCuboid(exposure, user),
      pointCount: counts[i]!,
    })),
  }
}
