import type { LaneEvaluation } from '@trueline/evaluation'
import { toDegrees } from '@trueline/geometry'
import type { BoxPair, Comparison } from '../compare/compareLabels.ts'
import { type Distribution, distributionOf } from '../compare/distribution.ts'
import type { PlacedBox } from '../compare/placedBox.ts'
import { RANGE_BANDS, type RangeBand, rangeBandOf } from '../compare/rangeBand.ts'
import { CONFIDENCE, type Interval } from '../intervals/interval.ts'
import type { SampledRate } from '../sampling/sampledRate.ts'
import { type KnownFigures, type KnownOfLabels, knownFigures } from './knownFigures.ts'
import type { AcceptanceProfile } from './profile.ts'
import { shareByTrack } from './shareByTrack.ts'
import { type Judgement, judgementsOf, type Verdict, worstOf } from './verdicts.ts'

/** What the labels of a category, in a band of range or all, come to. */
export type BoxFigures = {
  /** True boxes, and those of them that a label was found for. */
  readonly boxes: number
  readonly found: number
  readonly extra: number
  /** Of true boxes, those without a label; intervals reckon with the scatter between objects. */
  readonly missed: Interval | null
  /** Of labels, those where nothing is. */
  readonly extraRate: Interval | null
  /** Of found boxes, those that are called something else, or face the other way. */
  readonly wrongCategory: Interval | null
  readonly flipped: Interval | null
  readonly center: Distribution | null
  readonly size: Distribution | null
  /** In degrees. */
  readonly yawDeg: Distribution | null
}

/** What the labels of a category come to. */
export type CategoryFigures = BoxFigures & {
  readonly category: string
  readonly objects: number
  readonly idSwitches: number
  readonly ranges: readonly (BoxFigures & RangeBand)[]
}

/** What the report is about. */
export type ReportAbout = {
  readonly clips: readonly string[]
  /** What is judged, and what it is judged by. */
  readonly labels: string
  readonly reference: string
  /** ISO 8601, or nothing where nobody says. */
  readonly madeAt: string | null
}

/** What a buyer decides by: distributions, not one number, and what the profile says of them. */
export type AcceptanceReport = {
  readonly schema: 'trueline-acceptance/1'
  readonly about: ReportAbout
  readonly profile: AcceptanceProfile
  /** Whether what was compared stands for more: rates are then judged by their intervals. */
  readonly isSample: boolean
  readonly frames: number
  readonly total: Omit<CategoryFigures, 'category'>
  readonly categories: readonly CategoryFigures[]
  readonly sampled: SampledRate | null
  readonly lanes: LaneEvaluation | null
  /** What hidden checks of those who labelled came to. */
  readonly known: KnownFigures | null
  readonly judgements: readonly Judgement[]
  readonly verdict: Verdict
}

/** What a report is made of. */
export type ReportSource = {
  readonly about: ReportAbout
  readonly profile: AcceptanceProfile
  /** One for each clip. */
  readonly comparisons: readonly Comparison[]
  /** What looking at a sample showed; `null` where nobody did. */
  readonly sampled: SampledRate | null
  readonly lanes: LaneEvaluation | null
  /** What became of hidden checks, one for each task that had some. */
  readonly known: readonly KnownOfLabels[]
  /** Whether what was compared stands for more: rates are then judged by their intervals. */
  readonly isSample: boolean
}

/** The acceptance report of labels that were compared with what is true. Linear in the boxes. */
export function acceptanceReport(source: ReportSource): AcceptanceReport {
  const { about, profile, comparisons, sampled, lanes, isSample } = source
  const confidence = profile.confidence ?? CONFIDENCE
  const all = comparisons.map((comparison, index) => ({ ...comparison, clip: `${index}` }))
  const names = new Set(
    all.flatMap(({ pairs, missed, extra }) => [
      ...pairs.map(({ reference }) => reference.category),
      ...missed.map(({ category }) => category),
      ...extra.map(({ category }) => category),
    ]),
  )
  const categories = [...names].toSorted().map((category) => ({
    category,
    ...figuresOf(
      all.map((one) => ofCategory(one, category)),
      confidence,
    ),
  }))
  const total = figuresOf(all, confidence)
  const judgements = judgementsOf({ profile, total, categories, sampled, lanes, isSample })
  return {
    schema: 'trueline-acceptance/1',
    ...{ about, profile, isSample, total, categories, sampled, lanes, judgements },
    known: knownFigures(source.known, confidence),
    frames: comparisons.reduce((sum, { frames }) => sum + frames, 0),
    verdict: worstOf(judgements),
  }
}

/** A comparison of one clip among several. */
export type ClipComparison = Pick<Comparison, 'pairs' | 'missed' | 'extra' | 'switches'> & {
  readonly clip: string
}

function figuresOf(
  parts: readonly ClipComparison[],
  confidence: number,
): Omit<CategoryFigures, 'category'> {
  const objects = new Set(
    parts.flatMap(({ clip, pairs, missed }) => [
      ...pairs.map(({ reference }) => `${clip} ${reference.trackId}`),
      ...missed.map(({ trackId }) => `${clip} ${trackId}`),
    ]),
  )
  return {
    ...boxFigures(parts, confidence),
    objects: objects.size,
    idSwitches: parts.reduce((sum, { switches }) => sum + switches.length, 0),
    ranges: RANGE_BANDS.flatMap((band) => {
      const figures = boxFigures(
        parts.map((part) => inBand(part, band)),
        confidence,
      )
      return figures.boxes + figures.extra === 0 ? [] : [{ ...figures, ...band }]
    }),
  }
}

function boxFigures(parts: readonly ClipComparison[], confidence: number): BoxFigures {
  const pairs = parts.flatMap((part) => part.pairs)
  const count = (of: (part: ClipComparison) => readonly unknown[]): number =>
    parts.reduce((sum, part) => sum + of(part).length, 0)
  const share = (
    isError: (one: BoxPair | PlacedBox) => boolean,
    of: (part: ClipComparison) => readonly (BoxPair | PlacedBox)[],
  ): Interval | null => shareByTrack(parts, { of, isError, confidence })
  const found = pairs.length
  return {
    ...{ boxes: found + count(({ missed }) => missed), found, extra: count(({ extra }) => extra) },
    missed: share(isAlone, ({ pairs, missed }) => [...pairs, ...missed]),
    extraRate: share(isAlone, ({ pairs, extra }) => [...pairs, ...extra]),
    wrongCategory: share(
      (one) => !isAlone(one) && one.reference.category !== one.label.category,
      ({ pairs }) => pairs,
    ),
    flipped: share(
      (one) => !isAlone(one) && one.errors.isFlipped,
      ({ pairs }) => pairs,
    ),
    center: distributionOf(
      pairs.map(({ errors }) => errors.center),
      1,
    ),
    size: distributionOf(
      pairs.map(({ errors }) => errors.size),
      1,
    ),
    yawDeg: distributionOf(
      pairs.map(({ errors }) => toDegrees(errors.yaw)),
      20,
    ),
  }
}

function isAlone(one: BoxPair | PlacedBox): one is PlacedBox {
  return 'cuboid' in one
}

/** What of a comparison is of a category: of the true one, where there is a true one. */
function ofCategory(comparison: ClipComparison, category: string): ClipComparison {
  const { pairs, missed, extra, switches, clip } = comparison
  const isOf = (box: PlacedBox): boolean => box.category === category
  const own = pairs.filter(({ reference }) => isOf(reference))
  const tracks = new Set(own.map(({ reference }) => reference.trackId))
  return {
    ...{ clip, pairs: own, missed: missed.filter(isOf), extra: extra.filter(isOf) },
    switches: switches.filter(({ reference }) => tracks.has(reference)),
  }
}

function inBand(comparison: ClipComparison, band: RangeBand): ClipComparison {
  const isIn = ({ range }: PlacedBox): boolean => rangeBandOf(range) === band
  const { clip, pairs, missed, extra } = comparison
  return {
    ...{ clip, missed: missed.filter(isIn), extra: extra.filter(isIn), switches: [] },
    pairs: pairs.filter(({ reference }) => isIn(reference)),
  }
}
