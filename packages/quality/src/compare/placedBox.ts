import {
  type Annotations,
  type Clip,
  type CuboidRecord,
  cuboidsAt,
  isShown,
  type TrackId,
  trackOf,
} from '@trueline/annotation'
import { add, type Cuboid, subtract, transformCuboid, type Vec3 } from '@trueline/geometry'

/** A clip's labels, with what tells where they are. */
export type PlacedLabels = {
  readonly clip: Pick<Clip, 'frames' | 'worldOrigin'>
  readonly annotations: Annotations
}

/** A label in one frame, and where it is in a world that several sets of labels share. */
export type PlacedBox = {
  readonly trackId: TrackId
  readonly category: string
  /** In its own clip. */
  readonly frame: number
  readonly cuboid: CuboidRecord
  readonly inWorld: Cuboid
  /** Its center's distance from the ego on the ground. */
  readonly range: number
}

/**
 * The labels of a frame.
 *
 * @param origin The source's coordinates that the shared world is counted from.
 */
export function placedBoxesAt(
  { clip, annotations }: PlacedLabels,
  frame: number,
  origin: Vec3,
): readonly PlacedBox[] {
  const pose = clip.frames[frame]?.worldFromEgo ?? null
  // Origins are large and alike: only what they differ by is added.
  const shift = subtract(clip.worldOrigin, origin)
  return cuboidsAt(annotations, frame).flatMap((cuboid) => {
    const track = trackOf(annotations, cuboid.trackId)
    if (track === undefined || !isShown(cuboid)) return []
    const { center, extent, rotation } = cuboid
    const placed = pose === null ? { center, extent, rotation } : transformCuboid(pose, cuboid)
    return [
      {
        ...{ trackId: track.id, category: track.category, frame, cuboid },
        inWorld: pose === null ? placed : { ...placed, center: add(placed.center, shift) },
        range: Math.hypot(center[0], center[1]),
      },
    ]
  })
}
