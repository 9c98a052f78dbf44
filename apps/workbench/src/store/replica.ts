import {
  type AnnotationRecord,
  type Annotations,
  applyPatch,
  type ClipId,
  type Edit,
  emptyAnnotations,
  type Patch,
  type PatchId,
  type RecordId,
} from '@trueline/annotation'

/** The server's revision of records, by record id. */
export type Revisions = { readonly [recordId: string]: number }

/** An own edit that the server has not answered for yet. */
export type PendingEdit = {
  readonly clipId: ClipId
  readonly edit: Edit
  /** What each changed record's revision must be on the server for the edit to be based on it. */
  readonly baseRevisions: Revisions
  readonly author: string
}

/** An edit the server has stored. */
export type StoredEdit = { readonly edit: Edit; readonly revisions: Revisions }

/** A record as the server has it now. */
export type CurrentRecord = {
  readonly recordId: RecordId
  readonly record: AnnotationRecord | null
  readonly revision: number
}

/**
 * A clip's records in two layers: `base` is what the server has, as far as this browser was told;
 * `pending` are own edits on top of it that the server has not answered for, in the order they were made.
 */
export type Replica = {
  readonly base: Annotations
  /** Revision of each record of the base; absent: 0, never stored. */
  readonly revisions: ReadonlyMap<RecordId, number>
  readonly pending: readonly PendingEdit[]
}

/** The replica of no clip. */
export const EMPTY_REPLICA: Replica = { base: emptyAnnotations, revisions: new Map(), pending: [] }

/** The records as a person sees them: the base with the pending edits on top. */
export function shownAnnotations({ base, pending }: Replica): Annotations {
  if (pending.length === 0) return base
  return applyPatch(
    base,
    pending.flatMap(({ edit }) => edit.patch),
  )
}

/**
 * The revisions an edit made now is based on. A pending edit counts as stored, because edits are
 * sent in order: if somebody else's comes between, the server sees the difference and refuses ours.
 */
export function revisionsUnder(replica: Replica, patch: Patch): Revisions {
  return Object.fromEntries(
    patch.map(({ recordId }) => {
      const waiting = replica.pending.filter(({ edit }) => changes(edit, recordId)).length
      return [recordId, (replica.revisions.get(recordId) ?? 0) + waiting]
    }),
  )
}

/** The replica after an own edit was made. */
export function withPending(replica: Replica, pending: PendingEdit): Replica {
  return { ...replica, pending: [...replica.pending, pending] }
}

/**
 * The replica after the server said it stored an edit, ours or another's. Records that are known at
 * the same or a later revision stay; an edit of ours leaves the pending ones.
 */
export function withStored(replica: Replica, { edit, revisions }: StoredEdit): Replica {
  const news = edit.patch.filter(
    ({ recordId }) => (revisions[recordId] ?? 0) > (replica.revisions.get(recordId) ?? 0),
  )
  const known = new Map(replica.revisions)
  for (const { recordId } of news) known.set(recordId, revisions[recordId]!)
  return {
    base: news.length === 0 ? replica.base : applyPatch(replica.base, news),
    revisions: known,
    pending: replica.pending.filter((own) => own.edit.patchId !== edit.patchId),
  }
}

/**
 * The replica without an edit the server refused, and the edits taken out: that one and every later
 * one that stands on it, because their base never came to be. `current` is what the server had when
 * it answered: records that are known at a later revision stay.
 */
export function withoutRefused(
  replica: Replica,
  patchId: PatchId,
  current: readonly CurrentRecord[],
): { readonly replica: Replica; readonly refused: readonly PendingEdit[] } {
  const refused = editsStandingOn(replica.pending, patchId, current)
  const pending = replica.pending.filter((own) => !refused.includes(own))
  const news = current.filter(
    ({ recordId, revision }) => revision > (replica.revisions.get(recordId) ?? 0),
  )
  const base = applyPatch(
    replica.base,
    news.map(({ recordId, record }) => ({ recordId, before: null, after: record })),
  )
  const revisions = new Map(replica.revisions)
  for (const { recordId, revision } of news) revisions.set(recordId, revision)
  return { replica: { base, revisions, pending }, refused }
}

/**
 * The refused edit among `pending` and every later one that changes a record it changes, or one that
 * somebody else has changed.
 */
export function editsStandingOn(
  pending: readonly PendingEdit[],
  patchId: PatchId,
  current: readonly CurrentRecord[],
): readonly PendingEdit[] {
  const touched = new Set(current.map(({ recordId }) => recordId))
  return pending.filter(({ edit }) => {
    const stands =
      edit.patchId === patchId || edit.patch.some(({ recordId }) => touched.has(recordId))
    if (stands) for (const { recordId } of edit.patch) touched.add(recordId)
    return stands
  })
}

function changes(edit: Edit, recordId: RecordId): boolean {
  return edit.patch.some((change) => change.recordId === recordId)
}
