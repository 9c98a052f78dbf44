import type { AnnotationRecord } from '@trueline/annotation'
import type { Loss } from '../codec.ts'
import { mapTexts } from './mapTexts.ts'

/** Lines drawn as curves, whose knots a format has no place for: their points are written. */
export function knotsLost(records: readonly AnnotationRecord[]): readonly Loss[] {
  return (['lane', 'mapElement'] as const).map((kind) => ({
    record: kind,
    field: mapTexts.knots,
    count: records.filter((one) => one.kind === kind && one.knots !== undefined).length,
    why: mapTexts.noKnots,
  }))
}
