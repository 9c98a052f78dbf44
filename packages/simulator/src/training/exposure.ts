import { toMatrix3, type Vec3 } from '@trueline/geometry'
import { lidarGrid } from '../lidar/lidarModel.ts'
import { createRandom, type Random } from '../random.ts'
import { castOver, createCast } from '../raster/cast.ts'
import type { RayGrid } from '../raster/rayGrid.ts'
import type { Cast, View } from '../raster/view.ts'
import { castTerrain } from '../terrain/castTerrain.ts'
import { type Motion, trainingMotion } from './motion.ts'
import type { Site } from './site.ts'
import { type TrainingLidar, trainingLidar } from './trainingLidar.ts'
import { trainingSite } from './trainingSite.ts'

/** What every beam of one turn met, and all that decides what comes back of it. */
export type Exposure = {
  readonly site: Site
  /** On its vehicle, which stands on the site's ground. */
  readonly lidar: TrainingLidar
  readonly grid: RayGrid
  readonly cast: Cast
  readonly motion: Motion
  /** Draws what chance decides of each beam. */
  readonly random: Random
}

/** A scene, a sensor and a motion drawn from a whole number, and what the sensor's beams meet. */
export function createExposure(seed: number): Exposure {
  const random = createRandom(Math.imul(seed + 1, 0x9e3779b1))
  const mounted = trainingLidar(random)
  const site = trainingSite(random, mounted)
  const grid = lidarGrid(mounted.model)
  const { translation, rotation } = mounted.egoFromSensor
  const [x, y, up] = translation
  const eye: Vec3 = [x, y, up + site.terrain.heightAt(x, y)]
  const view: View = {
    grid,
    eye,
    worldFromSensor: toMatrix3(rotation),
    reach: mounted.returns.maxRange,
    beamSeed: seed,
  }
  return {
    site,
    lidar: { ...mounted, egoFromSensor: { translation: eye, rotation } },
    grid,
    cast: castOver(view, site.things, castTerrain(view, site.terrain, createCast(grid))),
    motion: trainingMotion(random),
    random,
  }
}
