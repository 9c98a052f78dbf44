import { type AnnotationRecord, recordSchema } from '@trueline/annotation'
import type { Refusal } from '@trueline/formats'
import { holdsUnstorableText } from './jsonText.ts'

/** Records sorted into those that can be stored and why the others cannot. */
export type CheckedRecords = {
  readonly records: readonly AnnotationRecord[]
  readonly refused: readonly Refusal[]
}

/**
 * The imported records that are sound: as the schema has them, of a frame there is, of a track there
 * is, each id once.
 */
export function checkRecords(
  imported: readonly AnnotationRecord[],
  source: { readonly file: string; readonly frames: number },
): CheckedRecords {
  const refused: Refusal[] = []
  const seen = new Set<string>()
  const refuse = (record: AnnotationRecord, found: string, expected: string): void => {
    refused.push({ file: source.file, place: `${record.kind} ${record.id}`, found, expected })
  }
  const sound = imported.filter((record) => {
    const parsed = recordSchema.safeParse(record)
    const [issue] = parsed.success ? [] : parsed.error.issues
    const frame = record.kind === 'track' ? 0 : record.frame
    if (issue !== undefined)
      refuse(record, `${issue.path.join('.')}: ${issue.message}`, 'a sound record')
    else if (frame >= source.frames && record.kind !== 'track') {
      refuse(record, `frame ${frame}`, `a frame below ${source.frames}`)
    } else if (seen.has(record.id)) refuse(record, 'the same id twice', 'each id once')
    else if (holdsUnstorableText(JSON.stringify(record))) {
      refuse(record, 'text with a NUL or half a character', 'whole characters')
    } else {
      seen.add(record.id)
      return true
    }
    return false
  })
  const records = sound.filter((record) => {
    const isOrphan = record.kind !== 'track' && record.trackId !== null && !seen.has(record.trackId)
    if (isOrphan)
      refuse(record, `track ${record.trackId}, which is not there`, 'a track of this clip')
    return !isOrphan
  })
  return { records, refused }
}
