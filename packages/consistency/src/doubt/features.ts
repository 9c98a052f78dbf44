import { angleBetween } from '@trueline/geometry'
import type { TrackState } from '../views/trackView.ts'
import type { Cells } from './density.ts'

/** What is learned of each category, box by box. */
export const FEATURES = ['size', 'distance', 'speed', 'yawRate', 'count'] as const

/** One of them. */
export type Feature = (typeof FEATURES)[number]

/** Where each feature's values lie; speeds and rates by their logarithm, which tells slow ones apart. */
export const CELLS: { readonly [feature in Feature]: Cells } = {
  // log m³
  size: { from: -5, step: 0.1, count: 110 },
  distance: { from: 0, step: 4, count: 60 },
  // log (m/s + SLOW)
  speed: { from: -2.4, step: 0.2, count: 40 },
  // log (rad/s + STEADY)
  yawRate: { from: -3.4, step: 0.2, count: 40 },
  // log of how many of the category the frame has
  count: { from: 0, step: 0.25, count: 28 },
}

const SLOW = 0.1
const STEADY = 0.035

/** The values of a box's features; `undefined` where nothing is known of how it moved. */
export type FeatureValues = { readonly [feature in Feature]: number | undefined }

/**
 * The features of one of a track's states: size and distance its own, speed and yaw rate the greater of
 * its steps from and to the boxes beside it.
 *
 * @param count How many boxes of its category its frame has, itself included.
 */
export function featuresOf(
  states: readonly TrackState[],
  index: number,
  count: number,
): FeatureValues {
  const state = states[index]!
  const { center, extent } = state.cuboid
  const steps = [states[index - 1], states[index + 1]].flatMap((other) =>
    other === undefined ? [] : [stepBetween(state, other)],
  )
  const most = (of: 'speed' | 'yawRate'): number | undefined =>
    steps.length === 0 ? undefined : Math.max(...steps.map((step) => step[of]))
  return {
    size: Math.log(extent[0] * extent[1] * extent[2]),
    distance: Math.hypot(center[0], center[1]),
    speed: logOf(most('speed'), SLOW),
    yawRate: logOf(most('yawRate'), STEADY),
    count: Math.log(count),
  }
}

function stepBetween(a: TrackState, b: TrackState): { speed: number; yawRate: number } {
  const seconds = Math.abs(b.time - a.time)
  const [ax, ay] = a.inWorld.center
  const [bx, by] = b.inWorld.center
  return {
    speed: Math.hypot(bx - ax, by - ay) / seconds,
    yawRate: Math.abs(angleBetween(a.yaw, b.yaw)) / seconds,
  }
}

function logOf(value: number | undefined, least: number): number | undefined {
  return value === undefined ? undefined : Math.log(value + least)
}
