import { type Cuboid, fromYaw, type SeriesNoise, smoothSeries, type Vec3 } from '@trueline/geometry'
import type { Chain } from './joinLinks.ts'
import { type PathPoint, pathHeadings } from './pathHeadings.ts'

/** Standard deviation of a center's height, and of its change of rise: roads are smooth. */
const HEIGHT: SeriesNoise = { value: 0.1, bend: 0.3 }
/** Of the acceleration that lasts; what tracking allows for is three times that. */
const LASTING = 1

/**
 * The cuboids, in the world, of what moves, at every frame from its first to its last: a smooth path
 * that outliers do not bend, facing along it.
 *
 * @param times Those of the frames from the chain's first to its last.
 * @param cuboids Those of the chain's sights, with the track's size.
 */
export function movingPath(
  chain: Chain,
  cuboids: readonly Cuboid[],
  times: readonly number[],
): readonly Cuboid[] {
  const { frame: start, model } = chain[0]!
  const indexAt = new Map(chain.map(({ frame }, index) => [frame - start, index]))
  const sightAt = times.map((_, frame) => indexAt.get(frame) ?? null)
  const along = (axis: 0 | 1 | 2, noise: SeriesNoise): readonly number[] =>
    smoothSeries(
      {
        times,
        values: sightAt.map((index) => (index === null ? null : cuboids[index]!.center[axis])),
        weights: sightAt.map((index) => (index === null ? 0 : chain[index]!.score)),
      },
      noise,
    )
  const ground = { value: model.centerNoise, bend: model.acceleration * LASTING }
  const [x, y, z] = [along(0, ground), along(1, ground), along(2, HEIGHT)]
  const points = times.map((time, frame): PathPoint => {
    const index = sightAt[frame] ?? null
    return { time, x: x[frame]!, y: y[frame]!, sighting: index === null ? null : chain[index]! }
  })
  const headings = pathHeadings(points, model)
  const extent: Vec3 = cuboids[0]!.extent
  return headings.map((heading, frame) => ({
    center: [x[frame]!, y[frame]!, z[frame]!],
    extent,
    rotation: fromYaw(heading),
  }))
}
