import { releaseProxy, wrap } from 'comlink'
import type { StoreApi } from 'zustand/vanilla'
import type { WorkbenchState } from '../store/state.ts'
import type { FrameSource } from '../workbench.ts'
import { createFrameSource } from './frameSource.ts'
import type { FramesService } from './frames.service.ts'

/** The frames of the store's clip, read by a worker. */
export function connectFrames(store: StoreApi<WorkbenchState>): FrameSource {
  const worker = new Worker(new URL('./frames.worker.ts', import.meta.url), { type: 'module' })
  const remote = wrap<FramesService>(worker)
  return createFrameSource(store, {
    read: (request) => remote.read(request),
    readImage: (request) => remote.readImage(request),
    cancel: (requestId) => void remote.cancel(requestId),
    dispose() {
      remote[releaseProxy]()
      worker.terminate()
    },
  })
}
