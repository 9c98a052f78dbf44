import { cuboidId } from '@trueline/annotation'
import { trackCheck } from './check.ts'

/**
 * D1: no box is missing between two others while points are there; where nobody looked at the points,
 * no box is missing for a moment. Frames without any label are not labelled yet, or never will be.
 */
export const gap = trackCheck(
  { id: 'D1', mend: 'fillGaps', needs: 'labelled' },
  ({ track, frames: shown }, { points, flicker }, { evidence, labelled }) =>
    shown.slice(1).flatMap((after, index) => {
      const from = shown[index]! + 1
      const missing = Array.from({ length: after - from }, (_, i) => from + i).filter(
        (frame) => labelled[frame],
      )
      if (missing.length === 0) return []
      const counts = missing.map((frame) => evidence.get(cuboidId(track.id, frame))?.pointCount)
      const isLooked = counts.some((count) => count !== undefined && count !== null)
      const frames = isLooked ? missing.filter((_, i) => (counts[i] ?? 0) >= points) : missing
      if (frames.length === 0 || (!isLooked && missing.length > flicker)) return []
      const message = {
        en: `No box in ${frames.length} of the frames between two of its boxes`,
        zh: `前后均有框，中间缺 ${frames.length} 帧`,
      }
      return [{ frames, value: frames.length, threshold: 0, message }]
    }),
)
