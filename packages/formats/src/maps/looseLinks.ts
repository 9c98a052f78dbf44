import type { AnnotationRecord, Link } from '@trueline/annotation'
import type { Loss } from '../codec.ts'
import { lossFields } from '../lossFields.ts'
import { mapTexts } from './mapTexts.ts'

/** What an export loses of links that lead from or to nothing; those that `isCounted` are told elsewhere. */
export function looseLinks(
  records: readonly AnnotationRecord[],
  isCounted: (link: Link) => boolean = () => false,
): Loss {
  const ids = new Set<string>(records.map(({ id }) => id))
  const isLoose = (record: AnnotationRecord): boolean =>
    record.kind === 'link' && !isCounted(record) && !(ids.has(record.from) && ids.has(record.to))
  return {
    record: 'link',
    field: lossFields.all,
    count: records.filter(isLoose).length,
    why: mapTexts.noEnd,
  }
}
