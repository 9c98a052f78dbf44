import type { AnnotationRecord } from '@trueline/annotation'
import type { Loss } from '../codec.ts'
import { lossFields } from '../lossFields.ts'
import { entryTexts } from './entryTexts.ts'

/** What formats of 3D boxes alone lose: every 2D box. */
export function boxes2dLost(records: readonly AnnotationRecord[]): Loss {
  return {
    record: 'box2d',
    field: lossFields.all,
    count: records.filter(({ kind }) => kind === 'box2d').length,
    why: entryTexts.boxes3d,
  }
}
