import type { CategoryGroup } from '../categoryGroup.ts'
import { type Criterion, similarityOf } from '../criterion.ts'
import type { JudgedFrame, PredictedBox, ReferenceBox } from '../judgedFrame.ts'
import type { LabelledRegion } from '../labelledRegion.ts'
import { matchFrame } from '../matchFrame.ts'

/** The boxes of a frame that count, with their tracks, and how alike each two are. */
export type TrackedFrame = {
  readonly references: readonly string[]
  readonly predictions: readonly string[]
  /** A row for each reference, a column for each prediction, in [0, 1]. */
  readonly similarity: readonly (readonly number[])[]
}

/** How the groups are compared. */
export type GroupComparison = {
  readonly criteria: { readonly [group in CategoryGroup]: Criterion }
  readonly region: LabelledRegion
}

/** The boxes of a frame that count in tracking: objects, finds and mistakes, and nothing neutral. */
export function trackedFrameOf(
  frame: JudgedFrame,
  groups: readonly CategoryGroup[],
  { criteria, region }: GroupComparison,
): TrackedFrame {
  const references: ReferenceBox[] = []
  const predictions: PredictedBox[] = []
  for (const group of groups) {
    const matched = matchFrame(frame, { group, criterion: criteria[group], region })
    for (const { reference, prediction } of matched.finds) {
      references.push(reference)
      predictions.push(prediction)
    }
    references.push(...matched.missed)
    predictions.push(...matched.unmatched)
  }
  return {
    references: references.map(({ trackId }) => trackId),
    predictions: predictions.map(({ trackId }) => trackId),
    similarity: references.map((reference) =>
      predictions.map((prediction) =>
        reference.group === prediction.group
          ? similarityOf(criteria[reference.group].measure, reference, prediction)
          : 0,
      ),
    ),
  }
}
