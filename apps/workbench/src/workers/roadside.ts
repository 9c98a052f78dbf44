import type { FixedRecord } from '@trueline/annotation'
import { proxy, wrap } from 'comlink'
import type { RoadsideAsked, RoadsideService } from './roadside.service.ts'

/** What stands beside the road being looked for; giving it up ends its worker. */
export type RunningRoadside = {
  readonly found: Promise<readonly FixedRecord[]>
  readonly stop: () => void
}

/** Begins to look beside the road of a drive, in a worker of its own. */
export function startRoadside(
  asked: RoadsideAsked,
  progress: (share: number) => void,
): RunningRoadside {
  const worker = new Worker(new URL('./roadside.worker.ts', import.meta.url), { type: 'module' })
  const found = wrap<RoadsideService>(worker).propose(asked, proxy(progress))
  return {
    found: found.finally(() => worker.terminate()),
    stop: () => worker.terminate(),
  }
}
