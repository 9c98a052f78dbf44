import { setMaxListeners } from 'node:events'
import type { Agent } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import {
  type AnnotationRecord,
  type ClipId,
  type CuboidRecord,
  type Edit,
  patchId,
} from '@trueline/annotation'
import { oneConnection, postJson } from '../postJson.ts'

/** Somebody who moves one box of a clip again and again. */
export type Annotator = {
  readonly name: string
  readonly clipId: ClipId
  /** The box as it was imported, at revision 1. */
  readonly box: CuboidRecord
}

/** What an annotator did, and what became of it. */
export type Work = Annotator & {
  /** Those the server took, in the order they were made: all, once the work is done. */
  readonly acknowledged: readonly Edit[]
  /** Milliseconds from the moment each was to be sent until its answer. */
  readonly ackMs: readonly number[]
  /** How often an edit was sent again, as nothing came back. */
  readonly resent: number
}

/** Edits of each annotator in a second. */
const RATE = 2
/** As the workbench: its outbox tries again at the latest when its line is back, which is tried so often. */
const RETRY_MS = { first: 300, most: 5_000 } as const
/** An edit not taken by then never will be: of a server that is killed all the time, many tries find none. */
const GIVE_UP_MS = 600_000

/** Where an edit goes: `stored`, or any other outcome. */
export type Append = (
  clipId: ClipId,
  edit: Edit,
  baseRevisions: Readonly<Record<string, number>>,
) => Promise<string>

/**
 * When somebody edits: from `delayMs` on every half second until `stop`. Who is patient does not catch up on
 * what they would have done while they waited for an answer; anybody else sends all that was due.
 */
export type Pace = {
  readonly delayMs: number
  readonly stop: AbortSignal
  readonly isPatient: boolean
}

/** Appends over HTTP on a connection of its own, as each browser has one. */
export function appendOverHttp(url: string): { readonly append: Append; readonly agent: Agent } {
  const agent = oneConnection()
  const append: Append = async (clipId, edit, baseRevisions) => {
    const body = { clipId, edit, baseRevisions, author: 'bench' }
    const answer = (await postJson(`${url}/trpc/patch.append`, body, agent)) as HttpAnswer
    return answer.result.data.outcome
  }
  return { append, agent }
}

/** As tRPC wraps it. */
type HttpAnswer = { readonly result: { readonly data: { readonly outcome: string } } }

/**
 * Works until `stop`, then until everything is acknowledged. Edits go one after the other, as the
 * outbox sends them; one that got no answer goes again, the same.
 */
export async function annotate(
  who: Annotator,
  append: Append,
  { delayMs, stop, isPatient }: Pace,
): Promise<Work> {
  const acknowledged: Edit[] = []
  const ackMs: number[] = []
  let resent = 0
  let before: AnnotationRecord = who.box
  let dueMs = performance.now() + delayMs
  let endMs = Number.POSITIVE_INFINITY
  // As many as there are people.
  setMaxListeners(0, stop)
  stop.addEventListener('abort', () => {
    endMs = performance.now()
  })
  for (let count = 0; ; count++) {
    await wait(Math.max(0, dueMs - performance.now()))
    // Those that were due before the end are sent, however late the server is.
    if (dueMs > endMs) break
    const after = movedOn(who.box, count + 1)
    const edit: Edit = {
      patchId: patchId(`${who.name}-${count}`),
      command: 'placeCuboid',
      kind: 'edit',
      of: null,
      madeAtUs: Math.round((performance.timeOrigin + dueMs) * 1000),
      patch: [{ recordId: who.box.id, before, after }],
    }
    resent += await sendUntilTaken(() => append(who.clipId, edit, { [who.box.id]: count + 1 }))
    ackMs.push(performance.now() - dueMs)
    acknowledged.push(edit)
    before = after
    dueMs += 1000 / RATE
    if (isPatient) dueMs = Math.max(dueMs, performance.now())
  }
  return { ...who, acknowledged, ackMs, resent }
}

/** How often it had to be sent again. */
async function sendUntilTaken(send: () => Promise<string>): Promise<number> {
  const end = performance.now() + GIVE_UP_MS
  for (let failures = 0; ; failures++) {
    let outcome: string
    try {
      outcome = await send()
    } catch (error) {
      if (performance.now() > end) throw error
      await wait(Math.min(RETRY_MS.first * 2 ** failures, RETRY_MS.most))
      continue
    }
    if (outcome !== 'stored') throw new Error(`An edit was answered ${outcome}`)
    return failures
  }
}

/** The box after so many moves of a centimeter. */
export function movedOn(box: CuboidRecord, moves: number): CuboidRecord {
  const [x, y, z] = box.center
  return { ...box, center: [x + moves / 100, y, z], state: 'fixed', provenance: 'human' }
}
