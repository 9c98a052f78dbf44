import type { Annotations } from '../../annotations.ts'
import type { LaneId, MapElementId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { FixedWaiver } from '../../records/fixedWaiver.ts'
import { patchOf } from '../changes.ts'
import { existingFixed } from './guards.ts'

/**
 * Lets what a check found of a lane or map element stand; one of the same check and others takes its place.
 *
 * @throws {UnknownFixedError} when there is no such lane or element.
 */
export function waiveFixed(
  annotations: Annotations,
  { id, waiver }: { readonly id: LaneId | MapElementId; readonly waiver: FixedWaiver },
): Patch {
  const record = existingFixed(annotations, id)
  const kept = (record.waivers ?? []).filter((one) => !isOfSame(one, waiver))
  return patchOf(annotations, [{ ...record, waivers: [...kept, waiver] }])
}

/**
 * Takes back that what a check found of a lane or map element may stand.
 *
 * @throws {UnknownFixedError} when there is no such lane or element.
 */
export function unwaiveFixed(
  annotations: Annotations,
  { id, finding }: { readonly id: LaneId | MapElementId; readonly finding: FixedFinding },
): Patch {
  const record = existingFixed(annotations, id)
  const { waivers = [], ...rest } = record
  const left = waivers.filter((one) => !isOfSame(one, finding))
  if (left.length === waivers.length) return []
  return patchOf(annotations, [left.length === 0 ? rest : { ...rest, waivers: left }])
}

/** What is let stand, whyever. */
export type FixedFinding = Omit<FixedWaiver, 'reason'>

/** Whether two are of the same check and others. */
export function isOfSame(one: FixedFinding, { check, others }: FixedFinding): boolean {
  return (
    one.check === check &&
    one.others.length === others.length &&
    one.others.every((id) => others.includes(id))
  )
}
