import type { ClipId, Message } from '@trueline/annotation'
import type { CurrentRecord, PendingEdit } from '../store/replica.ts'

/** Own edits that the server did not take; kept until their author decides. */
export type Conflict = {
  /** The id of the first edit. */
  readonly id: string
  readonly clipId: ClipId
  /** The edit that was refused and the later ones that stand on it, in order. */
  readonly edits: readonly PendingEdit[]
  readonly why: RefusalReason
}

/** Why the server did not take an edit. */
export type RefusalReason =
  | { readonly kind: 'stale'; readonly current: readonly ChangedRecord[] }
  | { readonly kind: 'refused'; readonly message: Message }

/** A record as somebody else left it. */
export type ChangedRecord = CurrentRecord & {
  readonly author: string
  readonly changedAtUs: number
}
