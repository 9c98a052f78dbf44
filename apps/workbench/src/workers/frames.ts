import { releaseProxy, wrap } from 'comlink'
import type { StoreApi } from 'zustand/vanilla'
import type { WorkbenchState } from '../store/state.ts'
import type { FrameSource } from '../workbench.ts'
import { createFrameSource, type FrameReader } from './frameSource.ts'
import { createFramesService, type FramesService } from './frames.service.ts'
import { whenPainted } from './whenPainted.ts'

/**
 * The frames of the store's clip. Sweeps are bytes that nobody decodes: reading them here spares the
 * way through a worker, which a machine of two cores feels. Pictures are decoded in one.
 */
export function connectFrames(store: StoreApi<WorkbenchState>): FrameSource {
  const worker = new Worker(new URL('./frames.worker.ts', import.meta.url), { type: 'module' })
  const remote = wrap<FramesService>(worker)
  const here = createFramesService()
  const reader: FrameReader = {
    read: here.read,
    readImage: (request) => remote.readImage(request),
    cancel(requestId) {
      here.cancel(requestId)
      void remote.cancel(requestId)
    },
    dispose() {
      remote[releaseProxy]()
      worker.terminate()
    },
  }
  return createFrameSource(store, reader, (frame) => whenPainted(store, frame))
}
