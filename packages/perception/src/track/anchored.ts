import { add, type Cuboid, type Vec3 } from '@trueline/geometry'
import type { Sighting } from './sighting.ts'

/**
 * A sight's cuboid with the size of its track: the faces towards the ego and the underside stay where
 * they were seen, the far ones, which nobody saw, move.
 */
export function anchored({ cuboid, heading, egoX, egoY }: Sighting, extent: Vec3): Cuboid {
  const toEgo = [egoX - cuboid.center[0], egoY - cuboid.center[1]] as const
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)]
  const along = toEgo[0] * cos + toEgo[1] * sin
  const across = toEgo[1] * cos - toEgo[0] * sin
  const [length, width, height] = cuboid.extent
  const stepAlong = stepOf(along, length, extent[0])
  const stepAcross = stepOf(across, width, extent[1])
  const step: Vec3 = [
    cos * stepAlong - sin * stepAcross,
    sin * stepAlong + cos * stepAcross,
    (extent[2] - height) / 2,
  ]
  return { center: add(cuboid.center, step), extent, rotation: cuboid.rotation }
}

/** How far the center goes along an axis: none where the ego sees both faces' edges alike. */
function stepOf(toEgo: number, before: number, after: number): number {
  const side = Math.min(1, Math.max(-1, (2 * toEgo) / before))
  return (-side * (after - before)) / 2
}
