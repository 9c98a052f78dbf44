export { bootstrapInterval, type Random, type Resampling } from './intervals/bootstrap.ts'
export { type ClusterCount, clusteredInterval } from './intervals/clustered.ts'
export { CONFIDENCE, type Interval } from './intervals/interval.ts'
export { exactInterval, type SampleCount, wilsonInterval } from './intervals/proportion.ts'
export { type StratumCount, stratifiedInterval } from './intervals/stratified.ts'
export {
  drawSample,
  type SampledStratum,
  type SampleRequest,
  type SampleUnit,
} from './sampling/drawSample.ts'
export { type SampledRate, sampledRate } from './sampling/sampledRate.ts'
