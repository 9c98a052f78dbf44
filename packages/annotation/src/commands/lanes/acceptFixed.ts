import { type Annotations, linksAt, recordOf } from '../../annotations.ts'
import type { LaneId, MapElementId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import { patchOf } from '../changes.ts'
import { existingFixed } from './guards.ts'

/**
 * Accepts a proposed lane with its links to what is accepted already, or a proposed map element.
 *
 * @throws {UnknownFixedError} when there is none.
 */
export function acceptFixed(
  annotations: Annotations,
  { id }: { readonly id: LaneId | MapElementId },
): Patch {
  const record = existingFixed(annotations, id)
  if (record.state !== 'proposed') return patchOf(annotations, [])
  const links = linksAt(annotations, id).filter(({ state, from, to }) => {
    const other = recordOf(annotations, from === id ? to : from)
    return (
      state === 'proposed' && other !== undefined && 'state' in other && other.state !== 'proposed'
    )
  })
  return patchOf(
    annotations,
    [record, ...links].map((one) => ({ ...one, state: 'accepted' as const })),
  )
}
