import { type Cuboid, distance, transformCuboid } from '@trueline/geometry'
import type { Evidence } from '../evidence.ts'
import type { ClipMoments } from './clipMoments.ts'
import type { TrackState } from './trackView.ts'

/** Points further away than this are another object's. In meters. */
const FURTHEST = 1.5

/** A box as its points have it, in the world; `null` where they do not say. */
export function seenAt(
  { cuboid, frame }: TrackState,
  { evidence, moments }: { readonly evidence: Evidence; readonly moments: ClipMoments },
): Cuboid | null {
  const refit = evidence.get(cuboid.id)?.refit ?? null
  if (refit === null || distance(refit.center, cuboid.center) > FURTHEST) return null
  const pose = moments.poses[frame] ?? null
  return pose === null ? refit : transformCuboid(pose, refit)
}
