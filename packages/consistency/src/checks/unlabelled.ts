import { type Cuboid, transformCuboid, type Vec3 } from '@trueline/geometry'
import type { Cluster } from '../views/frameGaps.ts'
import { clipCheck } from './check.ts'

/** From one frame to the next nothing that is followed without a model gets further. In meters. */
const STEP = 2.5

type Chain = {
  readonly frames: number[]
  /** In the first frame's ego space. */
  readonly first: Cuboid
  /** Of the last one, in the world. */
  place: Vec3
  points: number
}

/** E8: points that stand on the ground like a road user, frame after frame, are in some box. */
export const unlabelled = clipCheck(
  { id: 'E8', mend: null, needs: null },
  ({ gaps }, { frames: fewest, points: threshold }, { moments }) => {
    const done: Chain[] = []
    let open: Chain[] = []
    for (const [frame, { clusters }] of gaps.entries()) {
      const pose = moments.poses[frame] ?? null
      const placeOf = ({ cuboid }: Cluster): Vec3 =>
        (pose === null ? cuboid : transformCuboid(pose, cuboid)).center
      const next: Chain[] = []
      const free = new Set(open)
      for (const cluster of clusters.filter(({ pointCount }) => pointCount >= threshold)) {
        const place = placeOf(cluster)
        const chain = nearest(free, place) ?? {
          ...{ frames: [], first: cluster.cuboid, place, points: 0 },
        }
        free.delete(chain)
        chain.frames.push(frame)
        chain.place = place
        chain.points = Math.max(chain.points, cluster.pointCount)
        next.push(chain)
      }
      done.push(...free)
      open = next
    }
    return [...done, ...open]
      .filter(({ frames }) => frames.length >= fewest)
      .map(({ frames, points, first }) => {
        const message = {
          en: `Up to ${points} points over ${frames.length} frames look like an object, and no box is there`,
          zh: `连续 ${frames.length} 帧有至多 ${points} 个点形似目标，但没有标注框`,
        }
        return { tracks: [], frames, value: points, threshold, message, place: first }
      })
  },
)

function nearest(chains: ReadonlySet<Chain>, [x, y]: Vec3): Chain | null {
  let best: Chain | null = null
  let least = STEP
  for (const chain of chains) {
    const away = Math.hypot(chain.place[0] - x, chain.place[1] - y)
    if (away >= least) continue
    best = chain
    least = away
  }
  return best
}
