import type { TrackId } from '@trueline/annotation'
import type { Cuboid } from '@trueline/geometry'
import { clipCheck } from './check.ts'

/** E7: what a model follows over some frames has a label. The track that is named is the proposed one. */
export const missingObject = clipCheck(
  { id: 'E7', mend: 'addObject', needs: null },
  ({ gaps }, { frames: threshold }) => {
    const framesOf = new Map<TrackId, number[]>()
    const placeOf = new Map<TrackId, Cuboid>()
    for (const [frame, { proposed }] of gaps.entries()) {
      for (const { id, cuboid } of proposed) {
        framesOf.set(id, [...(framesOf.get(id) ?? []), frame])
        if (!placeOf.has(id)) placeOf.set(id, cuboid)
      }
    }
    return [...framesOf].flatMap(([id, frames]) => {
      const value = frames.length
      if (value < threshold) return []
      const message = {
        en: `The model follows an object here over ${value} frames, and no box is there`,
        zh: `模型连续 ${value} 帧发现目标，但没有标注框`,
      }
      return [{ tracks: [id], frames, value, threshold, message, place: placeOf.get(id)! }]
    })
  },
)
