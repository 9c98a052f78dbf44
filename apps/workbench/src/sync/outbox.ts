import type { ClipId, Edit } from '@trueline/annotation'
import { type AppendAnswer, RefusedEditError, UnstoredEditError } from '../server.ts'
import { editsStandingOn, type PendingEdit, type Revisions } from '../store/replica.ts'
import { isSameValue } from '../store/sameValue.ts'
import type { Saving } from '../store/state.ts'
import type { ChangedRecord, Conflict, RefusalReason } from './conflict.ts'
import type { OutboxStorage } from './outboxStorage.ts'

/** Own edits on their way to the server. */
export type Outbox = {
  /** Keeps an edit on this machine, then sends it; edits go one after the other, as they were made. */
  readonly keep: (pending: PendingEdit) => void
  /** Edits of a clip the server has not answered for, in order. */
  readonly pendingOf: (clipId: ClipId) => readonly PendingEdit[]
  /** Tries again now instead of when the wait is over. */
  readonly retry: () => void
}

/** Where edits go, and who is told of what becomes of them. */
export type OutboxEdges = {
  readonly storage: OutboxStorage
  readonly append: (pending: PendingEdit) => Promise<AppendAnswer>
  /** Whether the server has every edit; called at each change. */
  readonly saving: (saving: Saving) => void
  readonly stored: (pending: PendingEdit, revisions: Revisions) => void
  /** The server did not take edits; they are kept as this conflict until their author decides. */
  readonly refused: (conflict: Conflict) => void
  /** This machine cannot keep edits: until they are sent, they would be lost with the tab. */
  readonly keepingFailed: (error: unknown) => void
  /** Calls back after a while. */
  readonly after: (ms: number, then: () => void) => void
}

/** An edit in the queue; its key is known once it is kept, `null` when it could not be. */
type Queued = {
  readonly pending: PendingEdit
  readonly key: Promise<number | null>
  /** Whether this machine is still at keeping it. */
  isBeingKept: boolean
}

/** Why edits wait. */
type Trouble = Extract<Saving['state'], 'offline' | 'failing' | 'signedOut'>

/** How long to wait after the first failure in a row, and at most. */
const WAIT_MS = { first: 300, most: 10_000 } as const

/** The outbox, with what an earlier session left in it on its way again. */
export async function openOutbox(edges: OutboxEdges): Promise<Outbox> {
  const { storage } = edges
  const queue: Queued[] = (await storage.edits()).map(({ key, pending }) => ({
    pending,
    key: Promise.resolve(key),
    isBeingKept: false,
  }))
  let isSending = false
  let isWaiting = false
  let failures = 0
  let trouble: Trouble = 'offline'

  const tell = (): void => {
    const unsaved = queue.length
    // "Kept here" is said of edits that would survive the tab, not of those on their way to the disk.
    const isKept = !queue.some(({ isBeingKept }) => isBeingKept)
    if (failures > 0 && isKept) edges.saving({ state: trouble, unsaved })
    else edges.saving(unsaved === 0 ? { state: 'saved' } : { state: 'saving', unsaved })
  }

  const send = async (): Promise<void> => {
    if (isSending) return
    isSending = true
    let head = queue[0]
    while (head !== undefined) {
      try {
        // Kept first: an edit the server has never seen must survive the tab.
        await head.key
        await settle(head)
        failures = 0
      } catch (error) {
        failures++
        trouble = error instanceof UnstoredEditError ? error.why : 'offline'
        break
      }
      tell()
      head = queue[0]
    }
    isSending = false
    tell()
    if (queue.length === 0 || isWaiting) return
    isWaiting = true
    edges.after(Math.min(WAIT_MS.first * 2 ** (failures - 1), WAIT_MS.most), () => {
      isWaiting = false
      void send()
    })
  }

  const settle = async (head: Queued): Promise<void> => {
    let { pending } = head
    for (;;) {
      const answer = await appendOrRefuse(edges.append, pending)
      if (answer.outcome === 'stored') {
        await forget(storage, head)
        queue.splice(queue.indexOf(head), 1)
        edges.stored(pending, answer.revisions)
        return
      }
      const why = answer.outcome === 'stale' ? staleness(answer.current) : answer.why
      if (why.kind === 'stale' && isSameBase(pending.edit, why.current)) {
        // Another number for the very values this edit was made on, as after a deletion: no conflict.
        pending = { ...pending, baseRevisions: rebased(pending.baseRevisions, why.current) }
        continue
      }
      await setAside(head, why)
      return
    }
  }

  const setAside = async ({ pending }: Queued, why: RefusalReason): Promise<void> => {
    const { clipId, edit } = pending
    const inClip = queue.filter((queued) => queued.pending.clipId === clipId)
    const current = why.kind === 'stale' ? why.current : []
    const edits = editsStandingOn(
      inClip.map((queued) => queued.pending),
      edit.patchId,
      current,
    )
    const aside = inClip.filter((queued) => edits.includes(queued.pending))
    const conflict: Conflict = { id: edit.patchId, clipId, edits, why }
    const keys = await Promise.all(aside.map(({ key }) => key))
    await storage.setAside(
      keys.filter((key) => key !== null),
      conflict,
    )
    for (const queued of aside) queue.splice(queue.indexOf(queued), 1)
    edges.refused(conflict)
  }

  const keepNow = async (pending: PendingEdit): Promise<number | null> => {
    try {
      return await storage.add(pending)
    } catch (error) {
      edges.keepingFailed(error)
      return null
    }
  }

  tell()
  void send()
  return {
    keep: (pending) => {
      const queued: Queued = { pending, key: keepNow(pending), isBeingKept: true }
      queue.push(queued)
      void queued.key.then(() => {
        queued.isBeingKept = false
        tell()
      })
      tell()
      if (failures === 0) void send()
    },
    pendingOf: (clipId) =>
      queue.flatMap(({ pending }) => (pending.clipId === clipId ? [pending] : [])),
    retry: () => void send(),
  }
}

async function appendOrRefuse(
  append: OutboxEdges['append'],
  pending: PendingEdit,
): Promise<AppendAnswer | { readonly outcome: 'refused'; readonly why: RefusalReason }> {
  try {
    return await append(pending)
  } catch (error) {
    if (!(error instanceof RefusedEditError)) throw error
    return { outcome: 'refused', why: { kind: 'refused', message: error.why } }
  }
}

async function forget(storage: OutboxStorage, { key }: Queued): Promise<void> {
  const kept = await key
  try {
    if (kept !== null) await storage.remove(kept)
  } catch {
    // It is sent again after a reload, and the server knows it by its id.
  }
}

function staleness(current: readonly ChangedRecord[]): Extract<RefusalReason, { kind: 'stale' }> {
  return { kind: 'stale', current }
}

function isSameBase(edit: Edit, current: readonly ChangedRecord[]): boolean {
  return current.every(({ recordId, record }) => {
    const change = edit.patch.find((one) => one.recordId === recordId)
    return change !== undefined && isSameValue(change.before, record)
  })
}

function rebased(base: Revisions, current: readonly ChangedRecord[]): Revisions {
  const now = current.map(({ recordId, revision }) => [recordId, revision] as const)
  return { ...base, ...Object.fromEntries(now) }
}
