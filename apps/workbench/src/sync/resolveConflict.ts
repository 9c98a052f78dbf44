import {
  type AnnotationRecord,
  type Annotations,
  type Patch,
  type RecordId,
  recordOf,
} from '@trueline/annotation'
import { isSameValue } from '../store/sameValue.ts'
import type { Conflict } from './conflict.ts'

/** One record two people changed: as it was for both, as mine, and as it is now. */
export type Disagreement = {
  readonly recordId: RecordId
  readonly mine: AnnotationRecord | null
  readonly current: AnnotationRecord | null
}

/** The records of a conflict where what I wanted is not what is there now. */
export function disagreements(
  annotations: Annotations,
  conflict: Conflict,
): readonly Disagreement[] {
  const mine = new Map<RecordId, AnnotationRecord | null>()
  for (const { edit } of conflict.edits) {
    for (const { recordId, after } of edit.patch) mine.set(recordId, after)
  }
  return Array.from(mine, ([recordId, wanted]) => ({
    recordId,
    mine: wanted,
    current: recordOf(annotations, recordId) ?? null,
  })).filter(({ mine: wanted, current }) => !isSameValue(wanted, current))
}

/** The edit that puts what I wanted over what is there now. */
export function applyMineOnTop(annotations: Annotations, conflict: Conflict): Patch {
  return disagreements(annotations, conflict).map(({ recordId, mine, current }) => ({
    recordId,
    before: current,
    after: mine,
  }))
}
