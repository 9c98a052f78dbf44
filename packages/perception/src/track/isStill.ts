import { type Cuboid, medianOf } from '@trueline/geometry'
import type { Chain } from './joinLinks.ts'
import { motionOf } from './motionOf.ts'

/** Slower over the whole clip nothing moves: the ego's poses drift about as fast. In m/s. */
const SLOWEST = 0.25
/** A stay elsewhere may be this much further off than noise takes it. */
const ELSEWHERE = 1.5

/**
 * Whether a track stands still through the clip; `null` where a single sight cannot say.
 *
 * It does where neither its mean velocity nor a stay elsewhere took it further than its kind seems to
 * move by noise alone.
 *
 * @param cuboids Those of the chain's sights, with the track's size.
 */
export function isStill(chain: Chain, cuboids: readonly Cuboid[]): boolean | null {
  const motion = motionOf(
    chain.map((sighting, index) => ({ ...sighting, cuboid: cuboids[index]! })),
    0,
  )
  if (motion === null) return null
  const span = chain.at(-1)!.time - chain[0]!.time
  const speed = Math.hypot(...motion)
  const { stillWithin } = chain[0]!.model
  if (speed * span > stillWithin && speed > SLOWEST) return false
  const [x, y] = [xOf, yOf].map((of) => medianOf(cuboids.map(of)))
  return cuboids.every((_, index) => {
    // Three together are a stay, one alone is an outlier.
    const around = cuboids.slice(Math.max(0, index - 1), index + 2)
    const away = Math.hypot(medianOf(around.map(xOf)) - x!, medianOf(around.map(yOf)) - y!)
    return around.length < 3 || away <= ELSEWHERE * stillWithin
  })
}

function xOf({ center }: Cuboid): number {
  return center[0]
}

function yOf({ center }: Cuboid): number {
  return center[1]
}
