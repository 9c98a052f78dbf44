import { EventEmitter, once } from 'node:events'
import { isDeepStrictEqual } from 'node:util'

/** Somebody who has a clip open in a window, and what they look at. */
export type Present = {
  /** The window, as it calls itself. */
  readonly windowId: string
  readonly personId: string
  readonly name: string
  readonly frame: number
  /** The selected track; `null` for none. */
  readonly trackId: string | null
}

/** Who has which clip open, as far as this server knows; kept nowhere. */
export type Presence = {
  /** Somebody is there, or looks at something else. */
  readonly tell: (clipId: string, one: Present) => void
  readonly leave: (clipId: string, windowId: string) => void
  readonly isSomebodyThere: (clipId: string) => boolean
  /** Who is there now and after every change of it, until aborted. */
  readonly watch: (clipId: string, signal: AbortSignal) => AsyncGenerator<readonly Present[]>
}

/** A window that said nothing for so long is closed, or off the net. */
const GONE_MS = 45_000
/** So many are told of one clip. */
const MOST = 100

type Seen = Present & { readonly atMs: number }

/** Nobody is anywhere yet. */
export function createPresence(nowMs: () => number = Date.now): Presence {
  const clips = new Map<string, Map<string, Seen>>()
  const changes = new EventEmitter().setMaxListeners(0)

  const leave: Presence['leave'] = (clipId, windowId) => {
    const there = clips.get(clipId)
    if (!there?.delete(windowId)) return
    if (there.size === 0) clips.delete(clipId)
    changes.emit(clipId)
  }
  const thereNow = (clipId: string): readonly Present[] => {
    const there = [...(clips.get(clipId)?.values() ?? [])]
    const isHere = ({ atMs }: Seen): boolean => nowMs() - atMs < GONE_MS
    for (const one of there) if (!isHere(one)) clips.get(clipId)?.delete(one.windowId)
    return there.filter(isHere).map(({ atMs: _, ...one }) => one)
  }
  return {
    tell: (clipId, one) => {
      const there = clips.get(clipId) ?? new Map<string, Seen>()
      if (there.size >= MOST && !there.has(one.windowId)) return
      clips.set(clipId, there)
      there.set(one.windowId, { ...one, atMs: nowMs() })
      changes.emit(clipId)
    },
    leave,
    isSomebodyThere: (clipId) => thereNow(clipId).length > 0,
    watch: async function* (clipId, signal) {
      let told: readonly Present[] | null = null
      while (!signal.aborted) {
        // Listened for before it is read, or a change in between would go unseen.
        const stop = AbortSignal.any([signal, AbortSignal.timeout(GONE_MS / 3)])
        const change = once(changes, clipId, { signal: stop }).catch(() => {})
        const there = thereNow(clipId)
        // Windows say again and again that they are there: only what is news is told.
        if (!isDeepStrictEqual(there, told)) yield there
        told = there
        await change
      }
    },
  }
}
