import type { AnnotationRecord } from '@trueline/annotation'
import type { Codec, ExportSource } from './codec.ts'

/**
 * A codec that takes what it kept of a source for its own only where the clip came from it too: rows
 * that were laid on another clip name tables and files that this one does not have.
 */
export function withOwnLabels(codec: Codec): Codec {
  const { write, id } = codec
  if (write === null) return codec
  return { ...codec, write: (source, options) => write(ownOf(source, id), options) }
}

function ownOf(source: ExportSource, id: string): ExportSource {
  const { clip, records } = source
  const isOwn =
    clip.extras[id] !== undefined || clip.frames.some(({ extras }) => extras[id] !== undefined)
  return isOwn ? source : { ...source, records: records.map((record) => without(record, id)) }
}

function without(record: AnnotationRecord, id: string): AnnotationRecord {
  if (!('extras' in record) || record.extras[id] === undefined) return record
  const { [id]: _, ...extras } = record.extras
  return { ...record, extras }
}
