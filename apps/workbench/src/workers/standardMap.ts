import type { Clip } from '@trueline/annotation'
import { wrap } from 'comlink'
import type { MapRead, StandardMapService } from './standardMap.service.ts'

/** A map being read; giving it up ends its worker. */
export type RunningMapRead = {
  readonly read: Promise<MapRead>
  readonly stop: () => void
}

/** Begins to read a map of roads around a clip's drive, in a worker of its own. */
export function startMapRead(file: File, onto: Clip): RunningMapRead {
  const worker = new Worker(new URL('./standardMap.worker.ts', import.meta.url), { type: 'module' })
  const read = wrap<StandardMapService>(worker).read(file, onto)
  return { read: read.finally(() => worker.terminate()), stop: () => worker.terminate() }
}
