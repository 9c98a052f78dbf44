import type { PatchId, RecordId } from './ids.ts'
import type { AnnotationRecord } from './records/record.ts'

/** A record before and after an edit; `null` on the side where it does not exist. */
export type Change = {
  readonly recordId: RecordId
  readonly before: AnnotationRecord | null
  readonly after: AnnotationRecord | null
}

/** One edit, each record at most once: what undo takes back and what the server stores. */
export type Patch = readonly Change[]

/**
 * A patch on its way: at once the save request, the audit entry and the undo step.
 *
 * `kind` says which stack it moves: an edit is new work, an undo takes `of` back, a redo makes it again.
 */
export type Edit = {
  readonly patchId: PatchId
  /** The command's name, for the history and the audit: `placeCuboid`. */
  readonly command: string
  readonly kind: 'edit' | 'undo' | 'redo'
  /** The edit an undo or redo speaks of; `null` for new work. */
  readonly of: PatchId | null
  readonly madeAtUs: number
  readonly patch: Patch
}

/** The edit that takes `patch` back. */
export function invertPatch(patch: Patch): Patch {
  return patch.map(({ recordId, before, after }) => ({ recordId, before: after, after: before }))
}
