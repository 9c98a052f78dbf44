import { meaningOf } from '@trueline/annotation'

/** How the things of a kind move and how well they are seen: what tracking assumes of them. */
export type MotionModel = {
  /** Categories of different kinds are never one object. */
  readonly kind: 'vehicle' | 'cyclist' | 'pedestrian'
  /** Standard deviation of the speed of what was just met. */
  readonly speed: number
  /** Nothing of the kind is faster. */
  readonly topSpeed: number
  /** Standard deviation of the acceleration, in m/s². */
  readonly acceleration: number
  /** Standard deviation of the change of the turn rate, in rad/s². */
  readonly turning: number
  /** How far it strays from its heading in a second: sideways steps. */
  readonly straying: number
  /** Standard deviations of a detection's center and heading. */
  readonly centerNoise: number
  readonly headingNoise: number
  /** What moved less over the whole clip stands still. */
  readonly stillWithin: number
  /** From this speed on it faces where it goes. */
  readonly facesMotionFrom: number
}

const VEHICLE: MotionModel = {
  kind: 'vehicle',
  speed: 10,
  topSpeed: 60,
  acceleration: 4,
  turning: 1,
  straying: 0.3,
  centerNoise: 0.3,
  headingNoise: 0.2,
  stillWithin: 1,
  facesMotionFrom: 2,
}

const CYCLIST: MotionModel = {
  kind: 'cyclist',
  speed: 5,
  topSpeed: 20,
  acceleration: 2.5,
  turning: 2,
  straying: 0.5,
  centerNoise: 0.2,
  headingNoise: 0.4,
  stillWithin: 0.8,
  facesMotionFrom: 1.5,
}

const PEDESTRIAN: MotionModel = {
  kind: 'pedestrian',
  speed: 2,
  topSpeed: 8,
  acceleration: 2,
  turning: 3,
  straying: 1,
  centerNoise: 0.15,
  headingNoise: 1,
  stillWithin: 0.6,
  facesMotionFrom: 0.6,
}

const MODEL_BY_CATEGORY = new Map<string, MotionModel>([
  ['pedestrian', PEDESTRIAN],
  ['person_sitting', PEDESTRIAN],
  ['animal', PEDESTRIAN],
  ['cyclist', CYCLIST],
  ['motorcycle', CYCLIST],
  ['bicycle', CYCLIST],
])

/** How the things of a category move, in any source's spelling; as vehicles where nobody knows. */
export function motionModelOf(category: string): MotionModel {
  return MODEL_BY_CATEGORY.get(meaningOf(category) ?? '') ?? VEHICLE
}
