import type { Clip, CuboidRecord } from '@trueline/annotation'
import { transform, type Vec3 } from '@trueline/geometry'

/** A neighbour further off says nothing of a box's speed, as in the devkit's `box_velocity`. */
const FARTHEST_S = 1.5

/** Meters a second of each cuboid in the world, by id; none for a cuboid without a near neighbour. */
export function velocities(
  { frames }: Pick<Clip, 'frames'>,
  cuboids: readonly CuboidRecord[],
): ReadonlyMap<string, Vec3> {
  const byTrack = new Map<string, CuboidRecord[]>()
  for (const cuboid of cuboids) {
    const track = byTrack.get(cuboid.trackId)
    if (track) track.push(cuboid)
    else byTrack.set(cuboid.trackId, [cuboid])
  }
  const placeOf = ({ frame, center }: CuboidRecord): Moment | null => {
    const { timeUs = null, worldFromEgo = null } = frames[frame] ?? {}
    if (timeUs === null || worldFromEgo === null) return null
    return { timeS: timeUs / 1e6, place: transform(worldFromEgo, center) }
  }
  const found = new Map<string, Vec3>()
  for (const track of byTrack.values()) {
    const sorted = track.toSorted((a, b) => a.frame - b.frame)
    const moments = sorted.map(placeOf)
    for (const [index, { id }] of sorted.entries()) {
      const velocity = between(moments[index - 1], moments[index], moments[index + 1])
      if (velocity !== null) found.set(id, velocity)
    }
  }
  return found
}

type Moment = { readonly timeS: number; readonly place: Vec3 }

function between(
  before: Moment | null | undefined,
  here: Moment | null | undefined,
  after: Moment | null | undefined,
): Vec3 | null {
  const start = before ?? here
  const end = after ?? here
  if (!start || !end || start === end) return null
  const seconds = end.timeS - start.timeS
  // Two neighbours may be twice as far apart.
  if (seconds <= 0 || seconds > (before && after ? 2 : 1) * FARTHEST_S) return null
  const [x, y, z] = start.place
  return [(end.place[0] - x) / seconds, (end.place[1] - y) / seconds, (end.place[2] - z) / seconds]
}
