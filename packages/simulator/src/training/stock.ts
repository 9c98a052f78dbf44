import type { Random } from '../random.ts'
import { plainTree } from '../scenery/shrub.ts'
import type { Clutter } from './site.ts'
import { stillCar } from './stillCar.ts'
import { stillLarge } from './stillLarge.ts'
import { stillCyclist, stillPedestrian } from './stillPeople.ts'
import type { StillUser } from './stillUser.ts'

/** The models that a scene draws from, each made once: a third of the time a scene takes. */
export type Stock = {
  readonly car: () => StillUser
  readonly large: () => StillUser
  readonly pedestrian: () => StillUser
  readonly cyclist: () => StillUser
  readonly tree: () => Clutter
}

/**
 * A scene's models, made when first drawn.
 *
 * @param market From 0, where cars are small, to 1, where they are large.
 */
export function createStock(random: Random, market: number): Stock {
  const some = <Model>(count: number, make: (random: Random) => Model): (() => Model) => {
    const models: Model[] = []
    return () => {
      const at = Math.floor(random() * count)
      models[at] ??= make(random)
      return models[at]
    }
  }
  return {
    car: some(24, () => stillCar(random, market)),
    large: some(5, stillLarge),
    pedestrian: some(16, stillPedestrian),
    cyclist: some(6, stillCyclist),
    tree: some(10, plainTree),
  }
}
