import { toMatrix3 } from '@trueline/geometry'
import type { Sweep } from '@trueline/pointcloud'
import { MATERIALS } from '../materials.ts'
import { normal, type Random } from '../random.ts'
import type { RayGrid } from '../raster/rayGrid.ts'
import type { Cast } from '../raster/view.ts'
import type { Site } from './site.ts'
import type { TrainingLidar } from './trainingLidar.ts'

/** Share of light that ground throws back, on roads and beside them. */
const ROAD = 0.18
const BESIDE = 0.35
const LEAF_INCIDENCE = 0.6

/** A sweep in ego-level sensor space, and the user each of its points came back from, or -1. */
export type ReadSweep = { readonly sweep: Sweep; readonly objects: Int32Array }

/**
 * What comes back of a cast over a site's terrain, column after column, lowest ring first.
 *
 * A return is lost with range, grazing incidence and dark material, and now and then for no reason.
 */
export function readReturns(
  site: Pick<Site, 'terrain' | 'users'>,
  { lidar, grid, cast }: { lidar: TrainingLidar; grid: RayGrid; cast: Cast },
  random: Random,
): ReadSweep {
  const { returns, model, egoFromSensor } = lidar
  const { terrain, users } = site
  const w = toMatrix3(egoFromSensor.rotation)
  const [eyeX, eyeY] = egoFromSensor.translation
  const { thingOf, faceOf, normals: n } = cast.surfaces
  const { rows, columns, directions } = grid
  const points = new Float32Array(4 * rows * columns)
  const ring = new Uint16Array(rows * columns)
  const timeOffset = new Float32Array(rows * columns)
  const objects = new Int32Array(rows * columns)
  let count = 0
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      const ray = row * columns + column
      let range = cast.depth[ray]!
      if (!(range > returns.minRange && range < returns.maxRange)) continue
      const x = directions[3 * ray]!
      const y = directions[3 * ray + 1]!
      const z = directions[3 * ray + 2]!
      const dx = w[0] * x + w[1] * y + w[2] * z
      const dy = w[3] * x + w[4] * y + w[5] * z
      const dz = w[6] * x + w[7] * y + w[8] * z
      const share = range / returns.maxRange
      let loss = returns.dropShare + returns.dropGrowth * share * share
      let reflectance = ROAD
      let incidence = LEAF_INCIDENCE
      let object = -1
      const surface = cast.surface[ray]!
      if (surface < 0) {
        const isBeside = terrain.outsideAt(eyeX + dx * range, eyeY + dy * range) > 0
        if (isBeside) reflectance = BESIDE
        incidence = 0.02 + Math.abs(dz)
        loss += (range / returns.groundReach) ** 3
        // A beam at a flat angle meets what stands up far sooner.
        const up = terrain.grain * normal(random) + (isBeside ? terrain.grass * random() : 0)
        range += Math.min(1, Math.max(-1, up / Math.min(-0.02, dz)))
      } else {
        const thing = cast.things[thingOf[surface]!]!
        const face = faceOf[surface]!
        object = thing.objectIndex
        if (object >= 0) loss += users[object]!.loss
        if (face < 0) reflectance = MATERIALS[thing.foliage[-1 - face]!.material]!.reflectance
        else {
          reflectance = MATERIALS[thing.mesh.materials[face]!]!.reflectance
          const cosine = n[3 * surface]! * dx + n[3 * surface + 1]! * dy + n[3 * surface + 2]! * dz
          incidence = Math.max(0, -cosine) * 0.97 + 0.01
        }
      }
      if (random() < loss) continue
      const power = reflectance * incidence * (returns.halfPowerRange / range) ** 2
      if (random() > power / (0.3 + power)) continue
      const measured = range + model.rangeNoise * normal(random)
      points[4 * count] = x * measured
      points[4 * count + 1] = y * measured
      points[4 * count + 2] = z * measured
      points[4 * count + 3] = Math.min(1, reflectance * (0.45 + 0.55 * Math.sqrt(incidence)))
      ring[count] = row
      timeOffset[count] = (column / columns) * model.secondsPerTurn
      objects[count] = object
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
