import { openWebSession } from '@trueline/perception/web'
import { expose } from 'comlink'
import { decodePicture } from './decodePicture.ts'
import { download } from './download.ts'
import { createFramesService } from './frames.service.ts'
import { createLanesService } from './lanes.service.ts'

const environment = {
  gpu: 'gpu' in navigator ? (navigator.gpu as never) : null,
  isIsolated: self.crossOriginIsolated,
  processors: navigator.hardwareConcurrency,
}

expose(
  createLanesService({
    reader: createFramesService(),
    decode: decodePicture,
    download,
    open: (network, backend) =>
      openWebSession(network, {
        ...{ environment, backend, raster: null },
        allowsSoftware: backend === 'webgpu',
      }),
  }),
)
