import { type Annotations, remarkOf } from '../../annotations.ts'
import type { RemarkId } from '../../ids.ts'
import type { Patch } from '../../patch.ts'
import type { Remark, RemarkEntry, RemarkState } from '../../records/remark.ts'
import { patchOf, patchTo } from '../changes.ts'
import { UnknownRemarkError } from './errors.ts'

/**
 * Says something in a remark; one that was resolved is open again.
 *
 * @throws {UnknownRemarkError} when it does not exist.
 */
export function replyRemark(
  annotations: Annotations,
  { id, said }: { readonly id: RemarkId; readonly said: RemarkEntry },
): Patch {
  const remark = existingRemark(annotations, id)
  const state = remark.state === 'resolved' ? 'open' : remark.state
  return patchOf(annotations, [{ ...remark, state, thread: [...remark.thread, said] }])
}

/**
 * Brings a remark to a state.
 *
 * @throws {UnknownRemarkError} when it does not exist.
 */
export function setRemarkState(
  annotations: Annotations,
  { id, state }: { readonly id: RemarkId; readonly state: RemarkState },
): Patch {
  const remark = existingRemark(annotations, id)
  return remark.state === state ? [] : patchOf(annotations, [{ ...remark, state }])
}

/**
 * Takes a remark away.
 *
 * @throws {UnknownRemarkError} when it does not exist.
 */
export function deleteRemark(annotations: Annotations, { id }: { readonly id: RemarkId }): Patch {
  existingRemark(annotations, id)
  return patchTo(annotations, new Map([[id, null]]))
}

function existingRemark(annotations: Annotations, id: RemarkId): Remark {
  const remark = remarkOf(annotations, id)
  if (remark === undefined) throw new UnknownRemarkError(id)
  return remark
}
