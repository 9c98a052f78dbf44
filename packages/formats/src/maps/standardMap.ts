import { type Attributes, STANDARD_MAP } from '@trueline/annotation'
import type { Polyline, Vec3 } from '@trueline/geometry'

const ROADS = new Set([
  ...['motorway', 'trunk', 'primary', 'secondary', 'tertiary'].flatMap((one) => [
    one,
    `${one}_link`,
  ]),
  ...['unclassified', 'residential', 'living_street', 'service', 'road', 'track', 'busway'],
])

/** Whether OSM calls a way of this `highway` a road that vehicles drive on. */
export function isRoadClass(highway: string | undefined): boolean {
  return highway !== undefined && ROADS.has(highway)
}

/** The attributes without the one that says what is plain from the rest. */
export function withoutStandardMap({ [STANDARD_MAP]: _, ...rest }: Attributes): Attributes {
  return rest
}

/** Roads further away than this from where a drive went, to any side, are no use to it; meters. */
export const AROUND_DRIVE = 150

/**
 * The stretches of roads that lie around a drive, at its height: a standard map tells none that could be
 * drawn. Without a drive, the roads as they are.
 */
export function linesAround(
  roads: readonly Polyline[],
  drive: readonly Vec3[],
): readonly Polyline[] {
  if (drive.length === 0) return roads
  const isAround = aroundOf(drive)
  return roads.flatMap((road) => {
    const stretches: Vec3[][] = []
    let isIn = false
    for (let index = 1; index < road.length; index++) {
      const [from, to] = [road[index - 1]!, road[index]!]
      const isKept = isAround(from, to)
      if (isKept && !isIn) stretches.push([from])
      if (isKept) stretches.at(-1)!.push(to)
      isIn = isKept
    }
    return stretches.map((points) => points.map(([x, y]): Vec3 => [x, y, heightNear(drive, x, y)]))
  })
}

/** Whether a segment's surroundings and a drive's have something in common, seen from above. */
function aroundOf(drive: readonly Vec3[]): (from: Vec3, to: Vec3) => boolean {
  const bounds = ([0, 1] as const).map((axis) => {
    const values = drive.map((place) => place[axis])
    return [Math.min(...values) - AROUND_DRIVE, Math.max(...values) + AROUND_DRIVE] as const
  })
  return (from, to) =>
    ([0, 1] as const).every((axis) => {
      const [low, high] = bounds[axis]!
      return Math.max(from[axis], to[axis]) >= low && Math.min(from[axis], to[axis]) <= high
    })
}

function heightNear(drive: readonly Vec3[], x: number, y: number): number {
  let [height, least] = [0, Number.POSITIVE_INFINITY]
  for (const place of drive) {
    const away = (place[0] - x) ** 2 + (place[1] - y) ** 2
    if (away < least) [height, least] = [place[2], away]
  }
  return height
}
