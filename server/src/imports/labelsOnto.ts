import {
  type AnnotationRecord,
  box2dId,
  type Clip,
  cuboidId,
  isFrameRecord,
  type Patch,
  type TrackId,
  trackId,
  verbatim,
} from '@trueline/annotation'
import { type ImportedClip, type Notice, type Refusal, WHOLE } from '@trueline/formats'
import { importTexts } from './importTexts.ts'

/** The patch that adds labels to a clip, and what could not be added. */
export type LabelsOnto = {
  readonly patch: Patch
  readonly refused: readonly Refusal[]
  readonly notices: readonly Notice[]
}

/**
 * The labels of another source as new records of a clip: its frames are found by name, or by index
 * where no name is shared.
 *
 * Tracks get ids of their own and the next free numbers, so that nothing the clip has is touched.
 *
 * @param nextNumber The first track number the clip never used.
 */
export function labelsOnto(
  clip: Clip,
  imported: Pick<ImportedClip, 'records'> & {
    readonly frameNames: readonly string[]
    readonly file: string
  },
  make: { readonly nextNumber: number; readonly newId: () => string },
): LabelsOnto {
  const { file, frameNames } = imported
  const indexByName = new Map(clip.frames.map(({ name }, index) => [name, index]))
  const areNamed = frameNames.some((name) => indexByName.has(name))
  const frameOf = (frame: number): number | null => {
    if (!areNamed) return frame < clip.frames.length ? frame : null
    const name = frameNames[frame]
    return name === undefined ? null : (indexByName.get(name) ?? null)
  }
  const sensors = new Set<string>(clip.sensors.map(({ id }) => id))
  const refusedFrames = new Map<number, number>()
  const refused: Refusal[] = []
  const ids = new Map<TrackId, TrackId>()
  const added: AnnotationRecord[] = []
  for (const record of imported.records) {
    if (record.kind !== 'track') continue
    const id = trackId(make.newId())
    ids.set(record.id, id)
    added.push({ ...record, id, number: make.nextNumber + ids.size - 1 })
  }
  for (const record of imported.records) {
    if (!isFrameRecord(record)) continue
    const frame = frameOf(record.frame)
    const track = record.trackId === null ? null : (ids.get(record.trackId) ?? null)
    if (frame === null) {
      refusedFrames.set(record.frame, (refusedFrames.get(record.frame) ?? 0) + 1)
    } else if (record.kind === 'box2d') {
      if (sensors.has(record.sensorId)) {
        added.push({ ...record, id: box2dId(make.newId()), trackId: track, frame })
      } else {
        const expected = importTexts.oneOf({ names: [...sensors].join(', ') })
        refused.push({
          file,
          place: verbatim(`box2d ${record.id}`),
          found: importTexts.camera({ id: record.sensorId }),
          expected,
        })
      }
    } else if (track !== null) {
      added.push({ ...record, id: cuboidId(track, frame), trackId: track, frame })
    }
  }
  for (const [frame, count] of refusedFrames) {
    const name = frameNames[frame] ?? String(frame)
    const found = importTexts.labelsOfFrame({ count, frame: name, clip: clip.name })
    const place = importTexts.frame({ name })
    refused.push({ file, place, found, expected: importTexts.frameOfClip })
  }
  // A track none of whose labels found a frame is not worth a row.
  const used = new Set(added.map((record) => (isFrameRecord(record) ? record.trackId : null)))
  const kept = added.filter((record) => record.kind !== 'track' || used.has(record.id))
  const message = importTexts.matchedByPlace
  return {
    patch: kept.map((after) => ({ recordId: after.id, before: null, after })),
    refused,
    notices: areNamed || frameNames.length === 0 ? [] : [{ file, place: WHOLE, message }],
  }
}
