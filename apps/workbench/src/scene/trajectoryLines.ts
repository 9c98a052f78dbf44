import { cuboidsOf, isShown } from '@trueline/annotation'
import { compose, invert, transform, type Vec3 } from '@trueline/geometry'
import type { WorkbenchState } from '../store/state.ts'
import type { Rgb } from './colorMap.ts'
import type { Segment } from './edges.ts'

/** Frames further apart than this are not joined: the object was out of sight. */
const LARGEST_GAP = 10

/**
 * The way of the selected track through the clip, seen from the frame shown: a line through its
 * centers and a tick at each. Empty where none is selected or asked for, or the frames have no poses.
 */
export function trajectoryLines(
  { annotations, clip, selectedTrackId, hasTrajectory }: WorkbenchState,
  frame: number,
  color: Rgb,
): readonly Segment[] {
  const worldFromEgo = clip?.frames[frame]?.worldFromEgo
  if (!hasTrajectory || selectedTrackId === null || !clip || !worldFromEgo) return []
  const egoFromWorld = invert(worldFromEgo)
  const places = cuboidsOf(annotations, selectedTrackId)
    .filter(isShown)
    .flatMap((cuboid) => {
      const pose = clip.frames[cuboid.frame]?.worldFromEgo
      if (!pose) return []
      const center = transform(compose(egoFromWorld, pose), cuboid.center)
      return [{ frame: cuboid.frame, center }]
    })
  const line = { color, alpha: 0.8, dashPx: 0 }
  return places.flatMap(({ frame: at, center }, index): readonly Segment[] => {
    const [x, y, z] = center
    const top: Vec3 = [x, y, z + 0.25]
    const tick = { ...line, widthPx: at === frame ? 4 : 1.5, from: center, to: top }
    const next = places[index + 1]
    if (next === undefined || next.frame - at > LARGEST_GAP) return [tick]
    return [tick, { ...line, widthPx: 1.5, from: center, to: next.center }]
  })
}
