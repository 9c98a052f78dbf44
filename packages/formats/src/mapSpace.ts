import { compose, IDENTITY_ROTATION, invert, type Pose, type Vec3 } from '@trueline/geometry'

/**
 * The map's space in the ego's, of a frame's pose and the world's origin in the map; of a frame without
 * a pose the world is the ego's space.
 */
export function egoFromMap(worldFromEgo: Pose | null, [x, y, z]: Vec3): Pose {
  const worldFromMap = { translation: [-x, -y, -z] as const, rotation: IDENTITY_ROTATION }
  return worldFromEgo === null ? worldFromMap : compose(invert(worldFromEgo), worldFromMap)
}
