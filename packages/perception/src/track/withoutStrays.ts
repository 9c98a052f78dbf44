import { smoothSeries } from '@trueline/geometry'
import type { Chain } from './joinLinks.ts'
import type { Sighting } from './sighting.ts'

/** Further off the path than this many deviations of a detection it is another thing. */
const STRAY = 4
/** What each meter of range adds to the deviation of a detection's center. */
const NOISE_A_METER = 0.01
/** Rounds of dropping strays and fitting the path anew. */
const ROUNDS = 4

/**
 * The chains without the sights that lie off the object's path, these as chains of their own: what is
 * far away and hidden half of the time picks up stray detections around it.
 */
export function withoutStrays(chains: readonly Chain[]): readonly Chain[] {
  return chains.flatMap((chain) => {
    let left = chain
    const strays: Sighting[] = []
    for (let round = 0; round < ROUNDS && left.length > 2; round++) {
      const off = offPath(left)
      // The worst go first: they bend the path, so that others may seem to be off it.
      const limit = Math.max(1, Math.max(...off) / 2)
      const isStray = off.map((one) => one >= limit)
      strays.push(...left.filter((_, index) => isStray[index]))
      const kept = left.filter((_, index) => !isStray[index])
      if (kept.length === left.length) break
      left = kept
    }
    return [left, ...strays.map((stray) => [stray])]
  })
}

/** How far each sight is off the smooth path of all, as a share of what is allowed. */
function offPath(chain: Chain): readonly number[] {
  const { model } = chain[0]!
  const along = (axis: 0 | 1): readonly number[] =>
    smoothSeries(
      {
        times: chain.map(({ time }) => time),
        values: chain.map(({ cuboid }) => cuboid.center[axis]),
        weights: chain.map(({ score }) => score),
      },
      { value: model.centerNoise, bend: model.acceleration },
    )
  const [x, y] = [along(0), along(1)]
  return chain.map(({ cuboid, range }, index) => {
    const away = Math.hypot(cuboid.center[0] - x[index]!, cuboid.center[1] - y[index]!)
    return away / (STRAY * (model.centerNoise + NOISE_A_METER * range))
  })
}
