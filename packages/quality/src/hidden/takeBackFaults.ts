import {
  type Annotations,
  type Change,
  type CuboidRecord,
  isShown,
  type Patch,
  recordOf,
  type TrackId,
  trackOf,
} from '@trueline/annotation'
import type { FaultOutcome } from '../scoring/scoreFaults.ts'
import { type HiddenFault, hasShapeOf } from './hiddenFaults.ts'

/** A hidden fault, and what became of it. */
export type FoundFault = { readonly hidden: HiddenFault; readonly outcome: FaultOutcome }

/**
 * The patch that takes planted faults out of labels: what nobody touched is again what it was before,
 * and unanswered. What somebody changed stays as they left it, but for what its box is remembered to
 * have come as.
 *
 * Of two objects that were exchanged, and that somebody began to put right, nothing is moved: the
 * rest of one would come to lie on the other.
 */
export function takeBackFaults(now: Annotations, faults: readonly FoundFault[]): Patch {
  return faults.flatMap(({ hidden, outcome }) => {
    const isLeft = outcome === 'left' || outcome === 'slight'
    const isOneObject = hidden.fault.tracks.length === 1
    const back = new Set(
      hidden.changes.flatMap(({ before, after }) =>
        before?.kind === 'track' && after === null ? [before.id] : [],
      ),
    )
    const hasTrack = (id: TrackId): boolean => back.has(id) || trackOf(now, id) !== undefined
    return hidden.changes.flatMap((change): Patch => {
      const asked = { isLeft, mayMove: isLeft || (isOneObject && outcome === 'found') }
      const taken = takenBack(change, recordOf(now, change.recordId) ?? null, asked)
      if (taken === null) return []
      const isHomeless = taken.after?.kind === 'cuboid' && !hasTrack(taken.after.trackId)
      return isHomeless ? [] : [taken]
    })
  })
}

/** How one record is taken back; `null` where it stays. */
function takenBack(
  { recordId, before, after }: Change,
  now: Change['before'],
  { isLeft, mayMove }: { readonly isLeft: boolean; readonly mayMove: boolean },
): Change | null {
  if (now === null) {
    return after === null && isLeft ? { recordId, before: null, after: before } : null
  }
  if (now.kind !== 'cuboid' || after?.kind !== 'cuboid') return null
  const isAsPlanted = isShown(now) && hasShapeOf(now, after)
  if (before === null) return isLeft && isAsPlanted ? { recordId, before: now, after: null } : null
  if (before.kind !== 'cuboid') return null
  if (isAsPlanted && mayMove) return { recordId, before: now, after: before }
  const remembered: CuboidRecord = { ...now, proposal: before.proposal }
  return now.proposal === null ? null : { recordId, before: now, after: remembered }
}
