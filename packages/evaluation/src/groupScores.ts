import type { CategoryGroup } from './categoryGroup.ts'
import type { Criterion } from './criterion.ts'
import { averagePrecision, type CurvePoint, curveOf, operatingPoint } from './curve.ts'
import { type FindErrors, findErrorsOf } from './findErrors.ts'
import type { JudgedFrame } from './judgedFrame.ts'
import type { LabelledRegion } from './labelledRegion.ts'
import { type MatchedFrame, matchFrame } from './matchFrame.ts'

/** How well the objects of a group, or those in a band of range, were found. */
export type Scores = {
  readonly objects: number
  readonly finds: number
  readonly unmatched: number
  /** In [0, 1]; `null` without objects. */
  readonly recall: number | null
  /** In [0, 1]; `null` without predictions. */
  readonly precision: number | null
  readonly ap: number | null
  readonly unmatchedPerFrame: number
}

/** The scores of the objects from one distance to another. */
export type BandScores = Scores & { readonly from: number; readonly to: number }

/** The most that is found with so many wrong boxes a frame, and the score to ask for it. */
export type OperatingPoint = {
  readonly unmatchedPerFrame: number
  readonly recall: number
  readonly precision: number | null
  readonly minScore: number | null
}

/** All that is known of a group. */
export type GroupScores = Scores & {
  readonly criterion: Criterion
  readonly byRange: readonly BandScores[]
  readonly apByCriterion: readonly (Criterion & { readonly ap: number | null })[]
  readonly operatingPoints: readonly OperatingPoint[]
  readonly errors: FindErrors | null
  readonly curve: readonly CurvePoint[]
}

/** What a group is scored by. */
export type GroupScoring = {
  readonly group: CategoryGroup
  readonly criterion: Criterion
  /** Further criteria that average precision is told for. */
  readonly others: readonly Criterion[]
  readonly region: LabelledRegion
}

/** Bands of range by which recall is told. */
const BANDS: readonly (readonly [from: number, to: number])[] = [
  [0, 20],
  [20, 35],
  [35, 50],
]
const UNMATCHED_PER_FRAME: readonly number[] = [0.5, 1, 2, 4, 8]

/** The scores of a group over frames. */
export function groupScoresOf(frames: readonly JudgedFrame[], scoring: GroupScoring): GroupScores {
  const matchBy = (criterion: Criterion): readonly MatchedFrame[] =>
    frames.map((frame) => matchFrame(frame, { ...scoring, criterion }))
  const matched = matchBy(scoring.criterion)
  const curve = curveOfMatches(matched)
  const scores = scoresOf(matched)
  return {
    ...scores,
    criterion: scoring.criterion,
    byRange: BANDS.map(([from, to]) => ({
      ...{ from, to },
      ...scoresOf(matched.map((frame) => inBand(frame, from, to))),
    })),
    apByCriterion: scoring.others.map((criterion) => ({
      ...criterion,
      ap: scoresOf(matchBy(criterion)).ap,
    })),
    operatingPoints: scores.objects === 0 ? [] : operatingPointsOf(curve, frames.length),
    errors: findErrorsOf(matched.flatMap(({ finds }) => finds)),
    curve,
  }
}

function operatingPointsOf(
  curve: readonly CurvePoint[],
  frameCount: number,
): readonly OperatingPoint[] {
  return UNMATCHED_PER_FRAME.map((unmatchedPerFrame) => {
    const point = operatingPoint(curve, unmatchedPerFrame * frameCount)
    return {
      unmatchedPerFrame,
      recall: point?.recall ?? 0,
      precision: point?.precision ?? null,
      minScore: point !== null && Number.isFinite(point.surety) ? point.surety : null,
    }
  })
}

function scoresOf(matched: readonly MatchedFrame[]): Scores {
  const count = (of: (frame: MatchedFrame) => readonly unknown[]): number =>
    matched.reduce((sum, frame) => sum + of(frame).length, 0)
  const finds = count((frame) => frame.finds)
  const unmatched = count((frame) => frame.unmatched)
  const objects = finds + count((frame) => frame.missed)
  return {
    ...{ objects, finds, unmatched },
    recall: objects === 0 ? null : finds / objects,
    precision: finds + unmatched === 0 ? null : finds / (finds + unmatched),
    ap: objects === 0 ? null : averagePrecision(curveOfMatches(matched)),
    unmatchedPerFrame: matched.length === 0 ? 0 : unmatched / matched.length,
  }
}

function curveOfMatches(matched: readonly MatchedFrame[]): readonly CurvePoint[] {
  const verdicts = matched.flatMap(({ finds, unmatched }) => [
    ...finds.map(({ prediction: { surety } }) => ({ surety, isFind: true })),
    ...unmatched.map(({ surety }) => ({ surety, isFind: false })),
  ])
  const objects = matched.reduce((sum, frame) => sum + frame.finds.length + frame.missed.length, 0)
  return curveOf(verdicts, objects)
}

/** What of a frame lies in a band of range: finds by where the object is. */
function inBand(frame: MatchedFrame, from: number, to: number): MatchedFrame {
  const isInside = ({ range }: { readonly range: number }): boolean => range >= from && range < to
  return {
    finds: frame.finds.filter(({ reference }) => isInside(reference)),
    missed: frame.missed.filter(isInside),
    unmatched: frame.unmatched.filter(isInside),
  }
}
