import { releaseProxy, wrap } from 'comlink'
import type { CropService } from './crop.service.ts'

/** Crops of frames, and the end of what makes them. */
export type Cropper = CropService & { readonly dispose: () => void }

/** The crops behind a worker of their own. */
export function connectCropper(): Cropper {
  const worker = new Worker(new URL('./crop.worker.ts', import.meta.url), { type: 'module' })
  const remote = wrap<CropService>(worker)
  return {
    points: (request) => remote.points(request) as Promise<Float32Array<ArrayBuffer>>,
    picture: (request) => remote.picture(request) as Promise<ImageBitmap>,
    cancel: (requestId) => void remote.cancel(requestId),
    dispose() {
      remote[releaseProxy]()
      worker.terminate()
    },
  }
}
