import { EventEmitter } from 'node:events'
import type { ClipId } from '@trueline/annotation'
import type { Queries } from '../db/database.ts'
import { entriesSince, type LogEntry } from './patchLog.ts'

/** What followers of a clip are shown of an entry of its log. */
export type LiveEntry = Omit<LogEntry, 'storedAtUs'>

/** Tells those who follow a clip by what its log has grown. It is a hint; the log is the truth. */
export type LogHints = {
  readonly grew: (clip: ClipOfTenant, entry: LiveEntry) => void
  /** Calls back at each hint, until released. */
  readonly follow: (clip: ClipOfTenant, onEntry: (entry: LiveEntry) => void) => () => void
}

type ClipOfTenant = { readonly tenant: string; readonly clipId: ClipId }

/** How long a log that another server writes may grow unseen. */
const POLL_MS = 2000
const PAGE = 100

/** Hints within this process. */
export function createLogHints(): LogHints {
  const emitter = new EventEmitter().setMaxListeners(0)
  const nameOf = ({ tenant, clipId }: ClipOfTenant): string => `${tenant}/${clipId}`
  return {
    grew: (clip, entry) => void emitter.emit(nameOf(clip), entry),
    follow: (clip, onEntry) => {
      const name = nameOf(clip)
      emitter.on(name, onEntry)
      return () => void emitter.off(name, onEntry)
    },
  }
}

/**
 * The entries of a clip's log after a number, then each new one as it is stored, until aborted.
 *
 * An entry that is told and is the next one needs no reading: of many who follow a clip none asks the
 * database for what another has just stored.
 */
export async function* liveEntries(
  { queries, hints }: { readonly queries: Queries; readonly hints: LogHints },
  from: { readonly clipId: ClipId; readonly seq: number },
  signal: AbortSignal,
): AsyncGenerator<LiveEntry> {
  const { clipId } = from
  // Listened for before the log is read, or what comes in between would wait for the next poll.
  const told = tellings(hints, { tenant: queries.tenant, clipId }, signal)
  let seq = from.seq
  let isBehind = true
  try {
    while (!signal.aborted) {
      if (isBehind) {
        const page = await entriesSince(queries, { clipId, seq, limit: PAGE })
        for (const entry of page) {
          yield entry
          seq = entry.seq
        }
        isBehind = page.length === PAGE
        continue
      }
      const next = await told.next()
      // Another server may have written.
      if (next === null) isBehind = true
      else if (next.seq > seq + 1) isBehind = true
      else if (next.seq === seq + 1) {
        yield next
        seq = next.seq
      }
    }
  } finally {
    told.release()
  }
}

type Tellings = {
  /** The next entry that is told; `null` where none is for a while, or some were too many to keep. */
  readonly next: () => Promise<LiveEntry | null>
  readonly release: () => void
}

function tellings(hints: LogHints, clip: ClipOfTenant, signal: AbortSignal): Tellings {
  let kept: (LiveEntry | null)[] = []
  let wake = (): void => undefined
  const unfollow = hints.follow(clip, (entry) => {
    // Whoever is so far behind reads the log.
    kept = kept.length < PAGE ? [...kept, entry] : [null]
    wake()
  })
  const onAbort = (): void => wake()
  signal.addEventListener('abort', onAbort)
  const told = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  return {
    next: async () => {
      if (kept.length === 0 && !signal.aborted) await told()
      return kept.shift() ?? null
    },
    release: () => {
      wake()
      unfollow()
      signal.removeEventListener('abort', onAbort)
    },
  }
}
