import { releaseProxy, wrap } from 'comlink'
import type { CheckService } from './check.service.ts'

/** The checking worker, ended by `dispose`. Calls are answered in the order they are made. */
export type CheckConnection = {
  readonly [Name in keyof CheckService]: (
    ...args: Parameters<CheckService[Name]>
  ) => Promise<Awaited<ReturnType<CheckService[Name]>>>
} & { readonly dispose: () => void }

/** A worker that checks labels. */
export function connectChecks(): CheckConnection {
  const worker = new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' })
  const remote = wrap<CheckService>(worker)
  return {
    open: (clip, settings) => remote.open(clip, settings),
    take: (records) => remote.take(records),
    check: () => remote.check(),
    study: () => remote.study(),
    propose: (proposed) => remote.propose(proposed),
    mend: (what) => remote.mend(what),
    dispose() {
      remote[releaseProxy]()
      worker.terminate()
    },
  }
}
