import { EventEmitter, once } from 'node:events'
import type { ClipId } from '@trueline/annotation'
import type { Queries } from '../db/database.ts'
import { entriesSince, type LogEntry } from './patchLog.ts'

/** Tells those who follow a clip that its log has grown. It is a hint; the log is the truth. */
export type LogHints = {
  readonly grew: (clipId: ClipId) => void
  /** Resolves at the next hint, or after a while, as another server may have written. */
  readonly wait: (clipId: ClipId, signal: AbortSignal) => Promise<void>
}

/** How long a log that another server writes may grow unseen. */
const POLL_MS = 2000
const PAGE = 100

/** Hints within this process. */
export function createLogHints(): LogHints {
  const emitter = new EventEmitter().setMaxListeners(0)
  return {
    grew: (clipId) => void emitter.emit(clipId),
    wait: async (clipId, signal) => {
      const stop = AbortSignal.any([signal, AbortSignal.timeout(POLL_MS)])
      await once(emitter, clipId, { signal: stop }).catch(() => {})
    },
  }
}

/** The entries of a clip's log after a number, then each new one as it is stored, until aborted. */
export async function* liveEntries(
  { queries, hints }: { readonly queries: Queries; readonly hints: LogHints },
  from: { readonly clipId: ClipId; readonly seq: number },
  signal: AbortSignal,
): AsyncGenerator<LogEntry> {
  let seq = from.seq
  while (!signal.aborted) {
    // Listened for before the log is read, or what comes in between would wait for the next poll.
    const stopped = new AbortController()
    const hint = hints.wait(from.clipId, AbortSignal.any([signal, stopped.signal]))
    const page = await entriesSince(queries, { clipId: from.clipId, seq, limit: PAGE })
    for (const entry of page) {
      yield entry
      seq = entry.seq
    }
    if (page.length > 0) stopped.abort()
    await hint
  }
}
