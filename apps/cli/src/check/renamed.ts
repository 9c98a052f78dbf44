import { type AnnotationRecord, cuboidId, type TrackId, trackId } from '@trueline/annotation'

/** The id of a track with this number as it is read back from OpenLABEL. */
export function idInFile(number: number): TrackId {
  return trackId(`openlabel:${number}`)
}

/** The tracks and cuboids, under the ids that they are read back with: a key names them as the file does. */
export function renamed(records: readonly AnnotationRecord[]): readonly AnnotationRecord[] {
  const ids = new Map<TrackId, TrackId>()
  for (const one of records) if (one.kind === 'track') ids.set(one.id, idInFile(one.number))
  return records.flatMap((record): readonly AnnotationRecord[] => {
    if (record.kind === 'track') return [{ ...record, id: idInFile(record.number), extras: {} }]
    const id = record.kind === 'cuboid' ? ids.get(record.trackId) : undefined
    if (record.kind !== 'cuboid' || id === undefined) return []
    return [{ ...record, id: cuboidId(id, record.frame), trackId: id, extras: {} }]
  })
}
