import {
  type AnnotationRecord,
  isFrameRecord,
  type Message,
  type RecordId,
  recordSchema,
  verbatim,
} from '@trueline/annotation'
import { type Refusal, saidBy } from '@trueline/formats'
import { importTexts } from './importTexts.ts'
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
  const refuse = (record: AnnotationRecord, found: Message, expected: Message): void => {
    const place = verbatim(`${record.kind} ${record.id}`)
    refused.push({ file: source.file, place, found, expected })
  }
  const sound = imported.filter((record) => {
    const parsed = recordSchema.safeParse(record)
    const [issue] = parsed.success ? [] : parsed.error.issues
    const frame = isFrameRecord(record) ? record.frame : 0
    if (issue !== undefined) {
      const found = saidBy(`${issue.path.join('.')}: ${issue.message}`, importTexts.unsoundRecord)
      refuse(record, found, importTexts.soundRecord)
    } else if (frame >= source.frames && isFrameRecord(record)) {
      refuse(
        record,
        importTexts.frameNumber({ frame }),
        importTexts.frameBelow({ count: source.frames }),
      )
    } else if (seen.has(record.id)) refuse(record, importTexts.idTwice, importTexts.idOnce)
    else if (holdsUnstorableText(JSON.stringify(record))) {
      refuse(record, importTexts.unstorable, importTexts.wholeCharacters)
    } else {
      seen.add(record.id)
      return true
    }
    return false
  })
  const records = sound.filter((record) => {
    const missing = namedBy(record).find((id) => !seen.has(id))
    if (missing === undefined) return true
    const expected = isFrameRecord(record) ? importTexts.trackOfClip : importTexts.recordOfClip
    refuse(record, importTexts.orphan({ id: missing }), expected)
    return false
  })
  return { records, refused }
}

/** The records that a record speaks of. */
function namedBy(record: AnnotationRecord): readonly RecordId[] {
  switch (record.kind) {
    case 'cuboid':
    case 'box2d':
    case 'remark':
      return record.trackId === null ? [] : [record.trackId]
    case 'lane':
      return [record.left, record.right].flatMap((side) => side?.elementId ?? [])
    case 'link':
      return [record.from, record.to]
    case 'track':
    case 'mapElement':
      return []
  }
}
