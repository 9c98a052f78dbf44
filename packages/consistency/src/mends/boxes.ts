import {
  cuboidOf,
  cuboidsOf,
  deleteCuboid,
  interpolateStretch,
  isKeyframe,
  isShown,
  momentsOf,
  type Patch,
  patchOf,
  type TrackId,
} from '@trueline/annotation'
import { MOVING } from '../checks/movingAttribute.ts'
import { inTurn, isOpen, type Mend, type MendContext } from './mend.ts'
import { onPoints } from './points.ts'

/**
 * Fills frames that a track has no box in, evenly in the world between the ones before and after, and
 * then on its points, where these say where it is.
 */
export const fillGaps: Mend = (
  { tracks: [trackId], frames },
  { annotations, evidence, frames: clipFrames },
) => {
  if (trackId === undefined) return []
  const shown = cuboidsOf(annotations, trackId).filter(isShown)
  const momentOf = momentsOf(clipFrames)
  const filled = frames.flatMap((frame) => {
    const before = shown.findLast((one) => one.frame < frame)
    const after = shown.find((one) => one.frame > frame)
    // A box that a person rejected there stays rejected.
    const isFree = cuboidOf(annotations, trackId, frame) === undefined
    if (!isFree || before === undefined || after === undefined) return []
    const between = interpolateStretch(annotations, { before, after, frames: [frame], momentOf })
    return between.map((cuboid) => onPoints(cuboid, evidence))
  })
  return patchOf(annotations, filled)
}

/** Takes boxes away that no point is in. */
export const deleteEmpty: Mend = ({ tracks: [trackId], frames }, context) =>
  trackId === undefined ? [] : withoutBoxes(context, trackId, frames)

/**
 * Takes away what lies over another box, of the track that has less to say for itself: that no person
 * stands for, is shorter, or is less sure.
 */
export const deleteDuplicate: Mend = ({ tracks: [a, b], frames }, context) => {
  if (a === undefined || b === undefined) return []
  const [ofA, ofB] = [worthOf(context, a), worthOf(context, b)]
  const decisive = ofA.findIndex((worth, index) => worth !== ofB[index])
  const isLess = decisive !== -1 && ofA[decisive]! < ofB[decisive]!
  return withoutBoxes(context, isLess ? a : b, frames)
}

function worthOf({ annotations }: MendContext, trackId: TrackId): readonly number[] {
  const shown = cuboidsOf(annotations, trackId).filter(isShown)
  const score = shown.reduce((sum, one) => sum + (one.score ?? 1), 0)
  return [Number(shown.some(isKeyframe)), shown.length, score]
}

function withoutBoxes(
  { annotations }: MendContext,
  trackId: TrackId,
  frames: readonly number[],
): Patch {
  return inTurn(annotations, frames, (now, frame) => {
    const cuboid = cuboidOf(now, trackId, frame)
    return cuboid !== undefined && isOpen(cuboid) ? deleteCuboid(now, { trackId, frame }) : []
  })
}

/** Takes a track away, but for boxes that a person stands for. */
export const rejectTrack: Mend = ({ tracks: [trackId], frames }, context) =>
  trackId === undefined ? [] : withoutBoxes(context, trackId, frames)

/** Says of boxes that they move where they are said to stand, and the other way round. */
export const setMoving: Mend = ({ tracks: [trackId], frames }, { annotations }) => {
  if (trackId === undefined) return []
  return patchOf(
    annotations,
    frames.flatMap((frame) => {
      const cuboid = cuboidOf(annotations, trackId, frame)
      if (cuboid === undefined || !isOpen(cuboid)) return []
      const isMoving = cuboid.attributes[MOVING] !== true
      return [{ ...cuboid, attributes: { ...cuboid.attributes, [MOVING]: isMoving } }]
    }),
  )
}
