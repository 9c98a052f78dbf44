import {
  type CuboidRecord,
  cuboidId,
  cuboidOf,
  cuboidsOf,
  isShown,
  type Patch,
  patchOf,
  reshape,
  type TrackId,
} from '@trueline/annotation'
import { distance } from '@trueline/geometry'
import type { CuboidEvidence, Evidence } from '../evidence.ts'
import { isOpen, type Mend, type MendContext } from './mend.ts'

/** Points further away than this are another object's. In meters. */
const FURTHEST = 1.5

/** A box where its points have it, its size and heading kept; as it is where they do not say. */
export function onPoints(cuboid: CuboidRecord, evidence: Evidence): CuboidRecord {
  const shape = evidence.get(cuboid.id)?.refit ?? null
  if (shape === null) return cuboid
  const off = distance(shape.center, cuboid.center)
  // A box changed since the points were asked has another size than they know.
  const isSame = shape.extent.every((side, axis) => Math.abs(side - cuboid.extent[axis]!) < 1e-6)
  if (!isSame || off > FURTHEST || off < 1e-6) return cuboid
  return reshape(cuboid, { ...cuboid, center: shape.center }, 'refit')
}

/** Puts boxes where the points have them, their size and heading kept. */
export const refit: Mend = ({ tracks: [trackId], frames }, context) =>
  trackId === undefined ? [] : refitBoxes(context, trackId, frames)

/** The edit that puts all boxes of a track that no person stands for where the points have them. */
export function refitBoxes(
  { annotations, evidence }: Pick<MendContext, 'annotations' | 'evidence'>,
  trackId: TrackId,
  frames: readonly number[] | null = null,
): Patch {
  const named = frames === null ? null : new Set(frames)
  return patchOf(
    annotations,
    cuboidsOf(annotations, trackId).flatMap((cuboid): readonly CuboidRecord[] => {
      if (!isOpen(cuboid) || named?.has(cuboid.frame) === false) return []
      const moved = onPoints(cuboid, evidence)
      return moved === cuboid ? [] : [moved]
    }),
  )
}

/** Carries a track on beyond its ends, where its points go on. */
export const extend: Mend = ({ tracks: [trackId], frames }, { annotations, evidence }) => {
  if (trackId === undefined) return []
  const shown = cuboidsOf(annotations, trackId).filter(isShown)
  return patchOf(
    annotations,
    frames.flatMap((frame) => {
      const id = cuboidId(trackId, frame)
      const { refit: shape = null, pointCount }: Partial<CuboidEvidence> = evidence.get(id) ?? {}
      const [first, last] = [shown[0], shown.at(-1)]
      const like = first !== undefined && frame < first.frame ? first : last
      // A box that a person rejected there stays rejected.
      const isFree = cuboidOf(annotations, trackId, frame) === undefined
      return shape === null || like === undefined || !isFree
        ? []
        : [addedLike(like, { id, frame, ...shape, pointCount: pointCount ?? null })]
    }),
  )
}

function addedLike(
  like: CuboidRecord,
  place: Pick<CuboidRecord, 'id' | 'frame' | 'center' | 'extent' | 'rotation' | 'pointCount'>,
): CuboidRecord {
  return {
    ...like,
    ...place,
    ...{ provenance: 'refit', state: 'added', score: null, proposal: null, extras: {} },
  }
}
