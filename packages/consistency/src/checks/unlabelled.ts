import { clusterChains, isRoadUser } from '../views/clusterChains.ts'
import type { FrameGaps } from '../views/frameGaps.ts'
import { clipCheck } from './check.ts'

const NONE: FrameGaps['clusters'] = []

/**
 * E8: points that stand on the ground like a road user, frame after frame, are in some box, in frames
 * that are labelled. It may be scenery: somebody has to look.
 */
export const unlabelled = clipCheck(
  { id: 'E8', mend: 'addObject', needs: null },
  ({ gaps }, { frames: fewest, points: threshold }, { moments, labelled }) => {
    const asked = gaps.map((gap, frame) => (labelled[frame] ? gap : { ...gap, clusters: NONE }))
    return clusterChains(asked, { moments, points: threshold })
      .filter((chain) => chain.length >= fewest && isRoadUser(chain))
      .map((chain) => {
        const value = Math.max(...chain.map(({ cluster }) => cluster.pointCount))
        const frames = chain.map(({ frame }) => frame)
        const message = {
          en: `Up to ${value} points over ${frames.length} frames look like an object, and no box is there`,
          zh: `连续 ${frames.length} 帧有至多 ${value} 个点形似目标，但没有标注框`,
        }
        const place = chain[0]!.cluster.cuboid
        return { tracks: [], frames, value, threshold, message, place, isUnsure: true as const }
      })
  },
)
