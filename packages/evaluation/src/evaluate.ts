import { CATEGORY_GROUPS, type CategoryGroup } from './categoryGroup.ts'
import type { Criterion } from './criterion.ts'
import { type GroupScores, groupScoresOf } from './groupScores.ts'
import { judgedFrames, type LabelSets, type Scope } from './judgedFrame.ts'
import { type Continuity, continuityOf } from './tracking/continuity.ts'
import { type Hota, hotaOf } from './tracking/hota.ts'
import { trackedFrameOf } from './tracking/trackedFrame.ts'

/** How sets are compared. */
export type EvaluationOptions = Scope & {
  /** The footprints' least intersection over union, for every group; `null`: each group's own criterion. */
  readonly iou: number | null
}

/** How well tracks keep to their objects. */
export type TrackingScores = Hota & Continuity

/** How well a set of labels agrees with another. */
export type Evaluation = {
  readonly frames: number
  readonly classes: { readonly [group in CategoryGroup]: GroupScores }
  readonly tracking: TrackingScores & {
    readonly classes: { readonly [group in CategoryGroup]: TrackingScores }
  }
}

/** People and riders are too small for overlap to say much at 0.2 m. */
const CRITERIA: { readonly [group in CategoryGroup]: Criterion } = {
  car: { measure: 'bev', threshold: 0.5 },
  pedestrian: { measure: 'center', threshold: 0.5 },
  cyclist: { measure: 'center', threshold: 0.5 },
  largeVehicle: { measure: 'bev', threshold: 0.5 },
}

/** What average precision is told for beside a group's own criterion: those of public benchmarks. */
const OTHER_CRITERIA: readonly Criterion[] = [
  { measure: 'bev', threshold: 0.5 },
  { measure: 'bev', threshold: 0.7 },
  { measure: '3d', threshold: 0.5 },
  { measure: '3d', threshold: 0.7 },
  { measure: 'center', threshold: 1 },
  { measure: 'center', threshold: 2 },
]

/**
 * How well predictions agree with a reference, by class and range, frame by frame and as tracks.
 *
 * Linear in the frames.
 */
export function evaluate(sets: LabelSets, options: EvaluationOptions): Evaluation {
  const frames = judgedFrames(sets, options)
  const { region, iou } = options
  const criteria = byGroup((group) =>
    iou === null ? CRITERIA[group] : { measure: 'bev' as const, threshold: iou },
  )
  const trackingOf = (groups: readonly CategoryGroup[]): TrackingScores => {
    const tracked = frames.map((frame) => trackedFrameOf(frame, groups, { criteria, region }))
    return { ...hotaOf(tracked), ...continuityOf(tracked) }
  }
  return {
    frames: frames.length,
    classes: byGroup((group) =>
      groupScoresOf(frames, { group, criterion: criteria[group], others: OTHER_CRITERIA, region }),
    ),
    tracking: {
      ...trackingOf(CATEGORY_GROUPS),
      classes: byGroup((group) => trackingOf([group])),
    },
  }
}

function byGroup<Value>(of: (group: CategoryGroup) => Value): {
  readonly [group in CategoryGroup]: Value
} {
  return {
    car: of('car'),
    pedestrian: of('pedestrian'),
    cyclist: of('cyclist'),
    largeVehicle: of('largeVehicle'),
  }
}
