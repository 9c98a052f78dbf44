import type { AnnotationRecord } from '@trueline/annotation'
import type { Loss } from '../codec.ts'
import { lossFields } from '../lossFields.ts'
import { mapTexts } from './mapTexts.ts'

/** Boxes and tracks, of which a map holds none. */
export function framesLost(records: readonly AnnotationRecord[]): readonly Loss[] {
  return (['track', 'cuboid', 'box2d'] as const).map((record) => ({
    record,
    field: lossFields.all,
    count: records.filter(({ kind }) => kind === record).length,
    why: mapTexts.mapsOnly,
  }))
}
