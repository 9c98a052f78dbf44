import {
  type AnnotationRecord,
  cuboidId,
  cuboidsOf,
  mergeTracks as mergeOf,
  patchTo,
  type RecordId,
  trackOf,
} from '@trueline/annotation'
import { isHeld, type Mend } from './mend.ts'

/** Makes two tracks one: the earlier, or the one that a person stands for, takes the boxes of the other. */
export const mergeTracks: Mend = ({ tracks: [a, b] }, context) => {
  const { annotations } = context
  if (a === undefined || b === undefined) return []
  if (trackOf(annotations, a) === undefined || trackOf(annotations, b) === undefined) return []
  const start = (id: typeof a): number => cuboidsOf(annotations, id)[0]?.frame ?? 0
  const [early, late] = start(a) <= start(b) ? [a, b] : [b, a]
  if (!isHeld(context, late)) return mergeOf(annotations, { into: early, others: [late] }).patch
  if (isHeld(context, early)) return []
  return mergeOf(annotations, { into: late, others: [early] }).patch
}

/** Gives two tracks each other's boxes from a frame on, unless a person stands for one of them. */
export const swapTracks: Mend = ({ tracks: [a, b], frames: [from] }, context) => {
  const { annotations } = context
  if (a === undefined || b === undefined || from === undefined) return []
  if (isHeld(context, a, from) || isHeld(context, b, from)) return []
  const after = new Map<RecordId, AnnotationRecord | null>()
  const sides = [
    { own: a, other: b },
    { own: b, other: a },
  ]
  const moved = sides.flatMap(({ own, other }) =>
    cuboidsOf(annotations, own)
      .filter(({ frame }) => frame >= from)
      .map((cuboid) => ({ cuboid, other })),
  )
  for (const { cuboid } of moved) after.set(cuboid.id, null)
  for (const { cuboid, other } of moved) {
    const id = cuboidId(other, cuboid.frame)
    after.set(id, { ...cuboid, id, trackId: other })
  }
  return patchTo(annotations, after)
}
