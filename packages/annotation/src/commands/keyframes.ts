import { interpolateCuboid, type Moment } from '@trueline/geometry'
import type { Annotations } from '../annotations.ts'
import { cuboidOf, isShown } from '../annotations.ts'
import { cuboidId } from '../ids.ts'
import type { CuboidRecord } from '../records/cuboid.ts'
import { reshape } from './changes.ts'

/** Whether a person stands for a cuboid's place: set by hand, accepted as it came, or final. */
export function isKeyframe(cuboid: CuboidRecord): boolean {
  if (!isShown(cuboid)) return false
  if (cuboid.state === 'final' || cuboid.provenance === 'human') return true
  return cuboid.state === 'accepted' && cuboid.provenance !== 'interpolated'
}

/** Two cuboids of a track and what lies between them. */
export type Stretch = {
  readonly before: CuboidRecord
  readonly after: CuboidRecord
  /** Strictly between the two. */
  readonly frames: readonly number[]
  readonly momentOf: (frame: number) => Moment
}

/** The track's cuboids at the frames of a stretch, on the even way in the world between its ends. */
export function interpolateStretch(
  annotations: Annotations,
  { before, after, frames, momentOf }: Stretch,
): readonly CuboidRecord[] {
  return frames.map((frame) => {
    const shape = interpolateCuboid({
      before: { ...momentOf(before.frame), cuboid: before },
      after: { ...momentOf(after.frame), cuboid: after },
      at: momentOf(frame),
    })
    const there = cuboidOf(annotations, before.trackId, frame)
    if (there !== undefined) return reshape(there, shape, 'interpolated')
    return {
      kind: 'cuboid',
      id: cuboidId(before.trackId, frame),
      trackId: before.trackId,
      frame,
      ...shape,
      attributes: before.attributes,
      provenance: 'interpolated',
      state: 'added',
      score: null,
      proposal: null,
      pointCount: null,
      extras: {},
    }
  })
}
