import { invert, rotate, subtract } from '@trueline/geometry'
import type { ImportedClip } from '../codec.ts'
import { correctedPoses } from './applyCorrections.ts'
import type { PoseChange } from './correction.ts'

/** Steps shorter than this say nothing of a direction; so few are no evidence. */
const SHORTEST = 0.3
const FEWEST = 2
/** How far beside its own axis a vehicle drives in a curve. */
const WIDEST = Math.cos(Math.PI / 6)
/** Nothing drives farther from one frame to the next. */
const LONGEST = 60

/** The share of a vehicle's steps that lead where it points; `null` where it hardly moves. */
export function forwardShare(
  clip: Pick<ImportedClip['clip'], 'frames' | 'worldOrigin'>,
  change: PoseChange,
): number | null {
  const poses = correctedPoses(clip, change)
  let [steps, ahead] = [0, 0]
  for (const [at, pose] of poses.entries()) {
    const next = poses[at + 1]
    if (!pose || !next) continue
    const [x, y, z] = rotate(invert(pose).rotation, subtract(next.translation, pose.translation))
    const length = Math.hypot(x, y, z)
    if (length < SHORTEST) continue
    steps += 1
    if (length < LONGEST && x > length * WIDEST) ahead += 1
  }
  return steps < FEWEST ? null : ahead / steps
}
