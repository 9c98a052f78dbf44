import { expose } from 'comlink'
import { createProposeService } from './propose.service.ts'

expose(
  createProposeService({
    gpu: 'gpu' in navigator ? (navigator.gpu as never) : null,
    isIsolated: self.crossOriginIsolated,
    processors: navigator.hardwareConcurrency,
  }),
)
