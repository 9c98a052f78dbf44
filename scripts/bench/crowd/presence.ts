import { setTimeout as wait } from 'node:timers/promises'
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client'
import type { ClipId } from '@trueline/annotation'
import type { AppRouter } from '@trueline/server'
import WebSocket from 'ws'
import { clientOf } from '../clientOf.ts'

/** What people on one clip saw of each other. */
export type Seen = {
  /** Milliseconds from saying which frame one looks at until each of the others has it. */
  readonly ms: readonly number[]
  /** The fewest people that anybody saw at once, at most. */
  readonly fewest: number
  /** For each, the numbers of the edits it was shown. */
  readonly edits: readonly ReadonlySet<number>[]
  readonly close: () => void
}

/** Between two changes of what somebody looks at. */
const LOOK_MS = 1000

/**
 * People who have one clip open, each in a window with a line of its own: they follow its edits, see
 * each other, and look at another frame every second until `stop`.
 */
export function watchTogether(
  url: string,
  clipId: ClipId,
  { people, stop }: { readonly people: number; readonly stop: AbortSignal },
): { readonly done: Promise<void>; readonly seen: () => Seen } {
  const toldAt = new Map<string, number>()
  const ms: number[] = []
  const windows = Array.from({ length: people }, (_, at) => {
    const windowId = `window-${at}`
    const socket = createWSClient({
      url: `${url.replace('http', 'ws')}/trpc`,
      WebSocket: WebSocket as never,
    })
    const client = createTRPCClient<AppRouter>({ links: [wsLink<AppRouter>({ client: socket })] })
    const edits = new Set<number>()
    const frames = new Map<string, number>()
    let most = 0
    client.patch.since.subscribe(
      { clipId, seq: 0 },
      { onData: ({ data }) => void edits.add(data.seq), onError: failed },
    )
    client.presence.watch.subscribe(
      { clipId, windowId },
      {
        onData: (present) => {
          most = Math.max(most, present.length)
          for (const other of present) {
            if (other.windowId === windowId || frames.get(other.windowId) === other.frame) continue
            frames.set(other.windowId, other.frame)
            const told = toldAt.get(`${other.windowId}/${other.frame}`)
            if (told !== undefined) ms.push(performance.now() - told)
          }
        },
        onError: failed,
      },
    )
    return { windowId, edits, most: () => most, close: () => socket.close() }
  })
  const tell = clientOf(url).presence.tell
  const done = Promise.all(
    windows.map(async ({ windowId }, at) => {
      await wait((at / people) * LOOK_MS)
      for (let frame = 0; !stop.aborted; frame++) {
        toldAt.set(`${windowId}/${frame}`, performance.now())
        await tell.mutate({ clipId, windowId, frame, trackId: null, name: windowId })
        await wait(LOOK_MS)
      }
    }),
  ).then(() => undefined)
  const seen = (): Seen => ({
    ms,
    fewest: Math.min(...windows.map(({ most }) => most())),
    edits: windows.map(({ edits }) => edits),
    close: () => {
      for (const { close } of windows) void close()
    },
  })
  return { done, seen }
}

function failed(error: unknown): void {
  console.error('trueline: a line broke:', error)
}
