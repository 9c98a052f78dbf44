import { angleBetween, medianOf, wrapAngle } from '@trueline/geometry'
import type { TrackState } from './trackView.ts'

/** The median heading of some states, told against their mean, so that no jump at π gets in its way. */
export function middleHeading(states: readonly Pick<TrackState, 'yaw'>[]): number {
  let [sin, cos] = [0, 0]
  for (const { yaw } of states) {
    sin += Math.sin(yaw)
    cos += Math.cos(yaw)
  }
  const mean = Math.atan2(sin, cos)
  return wrapAngle(mean + medianOf(states.map(({ yaw }) => angleBetween(mean, yaw))))
}
