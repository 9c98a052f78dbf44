export {
  type AcceptanceReport,
  acceptanceReport,
  type BoxFigures,
  type CategoryFigures,
  type ReportAbout,
} from './acceptance/acceptanceReport.ts'
export { type KnownFigures, type KnownOfLabels, submissionOf } from './acceptance/knownFigures.ts'
export {
  type AcceptanceLimits,
  type AcceptanceProfile,
  BOX_MEASURES,
  type BoxMeasure,
  DEFAULT_PROFILE,
  ProfileError,
  parseProfile,
} from './acceptance/profile.ts'
export { acceptanceReportSchema } from './acceptance/reportSchema.ts'
export { type Judgement, judgementsOf, type Verdict, worstOf } from './acceptance/verdicts.ts'
export { type Agreement, agreementOf } from './compare/agreement.ts'
export { type BoxErrors, boxErrors, TOLERANCE, type Tolerance } from './compare/boxErrors.ts'
export {
  type BoxPair,
  type Comparison,
  compareLabels,
  type FramePair,
  type IdSwitch,
} from './compare/compareLabels.ts'
export type { Distribution } from './compare/distribution.ts'
export type { PlacedBox, PlacedLabels } from './compare/placedBox.ts'
export { rangeBandOf, rangeText } from './compare/rangeBand.ts'
export { sharedFrames } from './compare/sharedFrames.ts'
export { type Correction, correctionsOf, type Moved } from './corrections/corrections.ts'
export { type FailureReport, failuresOf } from './corrections/failures.ts'
export { type CountedWork, countedWork, withCounted } from './economics/countedWork.ts'
export {
  type EconomicsGroup,
  type EconomicsReport,
  economicsReport,
  type Rate,
} from './economics/economicsReport.ts'
export { type Fate, fateOf } from './economics/fate.ts'
export { type ObjectRow, objectRows, sumOf } from './economics/objectRows.ts'
export { rowsCsv } from './economics/rowsCsv.ts'
export { workElsewhere } from './economics/workElsewhere.ts'
export {
  LONGEST_PAUSE,
  NO_WORK,
  type Work,
  type WorkByTrack,
  type WorkEntry,
  workOf,
} from './economics/workLog.ts'
export { type HiddenChecks, hiddenChecksSchema } from './hidden/hiddenChecks.ts'
export { type HiddenFault, hiddenFaults } from './hidden/hiddenFaults.ts'
export {
  findFaults,
  goesOn,
  type KnownScore,
  knownScore,
  type ReferenceStretch,
} from './hidden/knownScore.ts'
export { type FoundFault, takeBackFaults } from './hidden/takeBackFaults.ts'
export { bootstrapInterval, type Random, type Resampling } from './intervals/bootstrap.ts'
export { type ClusterCount, clusteredInterval } from './intervals/clustered.ts'
export { CONFIDENCE, type Interval } from './intervals/interval.ts'
export { exactInterval, type SampleCount, wilsonInterval } from './intervals/proportion.ts'
export { type StratumCount, stratifiedInterval } from './intervals/stratified.ts'
export { acceptancePage, judgementText, measureName, verdictName } from './page/acceptancePage.ts'
export { economicsPage } from './page/economicsPage.ts'
export { failuresPage } from './page/failuresPage.ts'
export { el, type Markup, type MarkupElement } from './page/markup.ts'
export { PAGE_STYLE } from './page/pageStyle.ts'
export { pageTexts } from './page/pageTexts.ts'
export { figure, type Language, note, section, table, tile } from './page/parts.ts'
export { type QualityFigures, qualityPage } from './page/qualityPage.ts'
export { wholePage } from './page/wholePage.ts'
export {
  drawSample,
  type SampledStratum,
  type SampleRequest,
  type SampleUnit,
} from './sampling/drawSample.ts'
export { type SampledRate, sampledRate } from './sampling/sampledRate.ts'
export { unitHash } from './sampling/unitHash.ts'
export {
  type AnnotatorScore,
  annotatorScores,
  type ScoredSubmission,
} from './scoring/annotatorScores.ts'
export {
  type FaultOutcome,
  type FaultScore,
  type FaultTest,
  scoreFaults,
} from './scoring/scoreFaults.ts'
export { type ReferenceScore, scoreReference } from './scoring/scoreReference.ts'
