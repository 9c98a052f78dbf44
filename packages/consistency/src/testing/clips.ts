import {
  type AnnotationRecord,
  type Clip,
  type CuboidRecord,
  cuboidId,
  defaultOntology,
  type Frame,
  type Track,
  type TrackId,
  trackId,
} from '@trueline/annotation'
import { fromYaw, invert, type Pose, transformCuboid, type Vec3 } from '@trueline/geometry'

/** Where something is, in the world, and which way it faces. */
export type Place = { readonly x: number; readonly y: number; readonly yaw: number }

/** What a test says of a track. */
export type Given = {
  readonly name: string
  readonly category?: string
  readonly extent?: Vec3
  readonly frames?: readonly number[]
  readonly track?: Partial<Track>
  /** Where it is said to be at a frame, in the world. */
  readonly at: (frame: number) => Place
  /** What is said of a box beside. */
  readonly box?: (frame: number) => Partial<CuboidRecord>
}

/** Seconds between frames. */
export const STEP = 0.1

/** An ego that turns, half a right angle a second, as it drives on. */
export function turningEgo(frame: number): Pose {
  const turn = 0.08 * frame
  const translation: Vec3 = [10 * Math.sin(turn), 10 * (1 - Math.cos(turn)), 0]
  return { translation, rotation: fromYaw(turn) }
}

/** An ego that drives straight on at 8 m/s. */
export function straightEgo(frame: number): Pose {
  return { translation: [8 * STEP * frame, 0, 0], rotation: fromYaw(0) }
}

/** Frames with these poses, a tenth of a second apart. */
export function framesWith(
  count: number,
  poseAt: (frame: number) => Pose | null = straightEgo,
): readonly Frame[] {
  return Array.from({ length: count }, (_, frame) => ({
    name: `${frame}`,
    timeUs: frame * STEP * 1e6,
    worldFromEgo: poseAt(frame),
    sweeps: [],
    images: [],
    extras: {},
  }))
}

/** A clip of our own categories. */
export function clipOf(frames: readonly Frame[]): Pick<Clip, 'frames' | 'ontology'> {
  return { frames, ontology: defaultOntology }
}

/** The records of tracks that are said to be somewhere in the world; boxes as a model proposes them. */
export function recordsOf(
  frames: readonly Frame[],
  tracks: readonly Given[],
): readonly AnnotationRecord[] {
  return tracks.flatMap((given, index) => {
    const id = trackId(given.name)
    const track: Track = {
      ...{ kind: 'track', id, category: given.category ?? 'car', number: index + 1 },
      ...{ attributes: {}, isStatic: null, extent: null, provenance: 'model', extras: {} },
      ...given.track,
    }
    const shown = given.frames ?? frames.map((_, frame) => frame)
    return [track, ...shown.map((frame) => cuboidAt(id, frames[frame]!, { ...given, frame }))]
  })
}

function cuboidAt(
  id: TrackId,
  { worldFromEgo }: Frame,
  { at, box, frame, extent = [4.4, 1.8, 1.5] }: Given & { readonly frame: number },
): CuboidRecord {
  const { x, y, yaw } = at(frame)
  const inWorld = { center: [x, y, extent[2] / 2] as const, extent, rotation: fromYaw(yaw) }
  const shape = worldFromEgo === null ? inWorld : transformCuboid(invert(worldFromEgo), inWorld)
  return {
    ...{ kind: 'cuboid', id: cuboidId(id, frame), trackId: id, frame, attributes: {} },
    ...{ provenance: 'model', state: 'proposed', score: 0.8, pointCount: 50, extras: {} },
    ...shape,
    proposal: shape,
    ...box?.(frame),
  }
}
