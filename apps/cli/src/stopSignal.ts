import { ImportStoppedError } from '@trueline/server'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** What fires when the process is told to end; told a second time, it ends at once. */
export type StopSignal = { readonly signal: AbortSignal; readonly release: () => void }

/** Takes the process's end into its own hands until it is released, so that an import can tidy up. */
export function openStopSignal(): StopSignal {
  const controller = new AbortController()
  const release = (): void => {
    for (const name of SIGNALS) process.off(name, stop)
  }
  const stop = (): void => {
    release()
    console.error('trueline: stopping; nothing of the import will stay …')
    controller.abort(new ImportStoppedError())
  }
  for (const name of SIGNALS) process.on(name, stop)
  return { signal: controller.signal, release }
}
