import { type Cuboid, type Pose, toMatrix3 } from '@trueline/geometry'
import type { Sweep } from '@trueline/pointcloud'
import { lidarGrid } from '../lidar/lidarModel.ts'
import type { CategoryName } from '../ontology.ts'
import { createRandom } from '../random.ts'
import { castOver, createCast } from '../raster/cast.ts'
import type { View } from '../raster/view.ts'
import { castTerrain } from '../terrain/castTerrain.ts'
import { countPoints } from '../truth/countPoints.ts'
import { readReturns } from './readReturns.ts'
import { trainingLidar } from './trainingLidar.ts'
import { trainingSite } from './trainingSite.ts'

/** A labelled body of a training sweep. */
export type TrainingCuboid = {
  readonly category: CategoryName
  /** Ego space, upright and tight. */
  readonly cuboid: Cuboid
  /** Points inside; also 0. */
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
  const lidar = trainingLidar(random)
  const site = trainingSite(random)
  const grid = lidarGrid(lidar.model)
  const { translation, rotation } = lidar.egoFromSensor
  const eye = [
    translation[0],
    translation[1],
    translation[2] + site.terrain.heightAt(translation[0], translation[1]),
  ] as const
  const view: View = {
    grid,
    eye,
    worldFromSensor: toMatrix3(rotation),
    reach: lidar.returns.maxRange,
    beamSeed: seed,
  }
  const egoFromSensor = { translation: eye, rotation }
  const ground = createCast(grid)
  castTerrain(view, site.terrain, ground)
  const cast = castOver(view, site.things, ground)
  const read = { lidar: { ...lidar, egoFromSensor }, grid, cast }
  const { sweep } = readReturns(site, read, random)
  const boxes = site.users.map(({ cuboid }) => cuboid)
  const counts = countPoints(sweep.points, egoFromSensor, boxes)
  return {
    sweep,
    egoFromSensor,
    cuboids: site.users.map(({ category, cuboid }, i) => ({
      category,
      cuboid,
      pointCount: counts[i]!,
    })),
  }
}
