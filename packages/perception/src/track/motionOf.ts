import { medianOf } from '@trueline/geometry'
import type { Sighting } from './sighting.ts'

/** Sights that are compared at most: pairs grow with their square. */
const MOST = 40

/**
 * The mean velocity over some sights, in m/s on the ground: the median of what each pair of them far
 * enough apart says (Theil and Sen). `null` where they span less than `shortest` seconds.
 */
export function motionOf(
  sightings: readonly Sighting[],
  shortest: number,
): readonly [x: number, y: number] | null {
  const span = (sightings.at(-1)?.time ?? 0) - (sightings[0]?.time ?? 0)
  if (!(span >= shortest) || span === 0) return null
  const step = Math.max(1, Math.ceil(sightings.length / MOST))
  const some = sightings.filter((_, index) => index % step === 0 || index === sightings.length - 1)
  const along = (axis: 0 | 1): number =>
    medianOf(
      some.flatMap((one, index) =>
        some.slice(index + 1).flatMap((other) => {
          const seconds = other.time - one.time
          if (seconds < span / 4) return []
          return [(other.cuboid.center[axis] - one.cuboid.center[axis]) / seconds]
        }),
      ),
    )
  return [along(0), along(1)]
}
