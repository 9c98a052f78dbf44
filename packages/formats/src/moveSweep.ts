import { type Pose, transform } from '@trueline/geometry'
import { POINT_STRIDE, type Sweep } from '@trueline/pointcloud'

/** A sweep's points moved into another space, in place. */
export function moved(sweep: Sweep, targetFromSource: Pose): Sweep {
  const { points } = sweep
  for (let at = 0; at < points.length; at += POINT_STRIDE) {
    points.set(transform(targetFromSource, [points[at]!, points[at + 1]!, points[at + 2]!]), at)
  }
  return sweep
}
