import {
  type Cuboid,
  intersectionArea,
  type PixelBounds,
  projectedBounds,
} from '@trueline/geometry'
import type { CategoryGroup } from './categoryGroup.ts'
import { type Criterion, closenessOf } from './criterion.ts'
import type { JudgedFrame, PredictedBox, ReferenceBox } from './judgedFrame.ts'
import type { LabelledRegion } from './labelledRegion.ts'

/** An object and the box that found it. */
export type Find = { readonly reference: ReferenceBox; readonly prediction: PredictedBox }

/** One frame compared, of one group. */
export type MatchedFrame = {
  readonly finds: readonly Find[]
  /** Objects nobody found. */
  readonly missed: readonly ReferenceBox[]
  /** Boxes where nothing is. */
  readonly unmatched: readonly PredictedBox[]
}

/** What is compared. */
export type Comparison = {
  readonly group: CategoryGroup
  readonly criterion: Criterion
  readonly region: LabelledRegion
}

/** A box of which this much lies in what counts neither way does so itself. */
const COVERED = 0.5

/**
 * The finds of a frame: the surest prediction takes the closest object that is left, as in KITTI's
 * and nuScenes' benchmarks. A box counts neither way where it finds something neutral or lies in it.
 */
export function matchFrame(frame: JudgedFrame, comparison: Comparison): MatchedFrame {
  const { group, criterion } = comparison
  const ofGroup = frame.references.filter((reference) => reference.group === group)
  const left = new Set(ofGroup.filter(({ isNeutral }) => !isNeutral))
  const finds: Find[] = []
  const unmatched: PredictedBox[] = []
  for (const prediction of frame.predictions) {
    if (prediction.group !== group) continue
    let closest: { readonly reference: ReferenceBox; readonly closeness: number } | null = null
    for (const reference of left) {
      const closeness = closenessOf(criterion, reference, prediction)
      if (closeness === null || (closest !== null && closest.closeness >= closeness)) continue
      closest = { reference, closeness }
    }
    if (closest !== null) {
      left.delete(closest.reference)
      finds.push({ reference: closest.reference, prediction })
    } else if (prediction.isJudged && !isNeutral(prediction, frame, comparison)) {
      unmatched.push(prediction)
    }
  }
  return { finds, missed: [...left], unmatched }
}

function isNeutral(
  prediction: PredictedBox,
  frame: JudgedFrame,
  { criterion, region }: Comparison,
): boolean {
  const boxes: readonly Cuboid[] = [
    ...frame.neutrals,
    ...frame.references.filter((reference) => reference.isNeutral),
  ]
  const [length, width] = prediction.extent
  const isOnBox = boxes.some(
    (box) =>
      closenessOf(criterion, box, prediction) !== null ||
      intersectionArea(box, prediction) > COVERED * length * width,
  )
  if (isOnBox || region.kind === 'all' || frame.neutralBounds.length === 0) return isOnBox
  const seen = projectedBounds(region.model, region.cameraFromEgo, prediction)
  return (
    seen !== null &&
    frame.neutralBounds.some((bounds) => sharedPx(bounds, seen) > COVERED * areaPx(seen))
  )
}

function areaPx({ leftPx, topPx, rightPx, bottomPx }: PixelBounds): number {
  return Math.max(0, rightPx - leftPx) * Math.max(0, bottomPx - topPx)
}

function sharedPx(a: PixelBounds, b: PixelBounds): number {
  return areaPx({
    leftPx: Math.max(a.leftPx, b.leftPx),
    topPx: Math.max(a.topPx, b.topPx),
    rightPx: Math.min(a.rightPx, b.rightPx),
    bottomPx: Math.min(a.bottomPx, b.bottomPx),
  })
}
