import { type Annotations, recordOf } from '../../annotations.ts'
import type { Patch } from '../../patch.ts'
import type { Remark, RemarkEntry } from '../../records/remark.ts'
import { patchOf } from '../changes.ts'
import { TakenError } from '../errors.ts'
import { existingTrack } from '../guards.ts'
import { UnsoundRemarkError } from './errors.ts'

/** What a remark is before anybody answered it. */
export type NewRemark = Pick<Remark, 'id' | 'remarkKind' | 'trackId' | 'frame' | 'place'> & {
  readonly said: RemarkEntry
}

/**
 * A new remark, open.
 *
 * @throws {TakenError} when the id is in use.
 * @throws {UnknownTrackError} when its object does not exist.
 * @throws {UnsoundRemarkError} when it is pinned on no object, or in a picture of no frame.
 */
export function createRemark(annotations: Annotations, { said, ...given }: NewRemark): Patch {
  const { id, trackId, frame, place } = given
  if (recordOf(annotations, id) !== undefined) throw new TakenError('id', id)
  if (trackId !== null) existingTrack(annotations, trackId)
  if (place.kind === 'object' && trackId === null) {
    throw new UnsoundRemarkError('Expected an object that the remark is pinned on, got none')
  }
  if (place.kind === 'image' && frame === null) {
    throw new UnsoundRemarkError('Expected the frame of the picture, got none')
  }
  const remark: Remark = { kind: 'remark', ...given, state: 'open', thread: [said], extras: {} }
  return patchOf(annotations, [remark])
}
