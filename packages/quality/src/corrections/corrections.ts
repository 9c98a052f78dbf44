import {
  type AnnotationRecord,
  type Annotations,
  type Attributes,
  allRecords,
  type Clip,
  type Edit,
  isShown,
  type RecordId,
  type TrackId,
  trackOf,
} from '@trueline/annotation'
import { type Cuboid, toDegrees } from '@trueline/geometry'
import { boxErrors } from '../compare/boxErrors.ts'
import { type Fate, fateOf } from '../economics/fate.ts'

/** A label and the proposal it came from, for the next round of training. */
export type Correction = {
  readonly clip: string
  readonly frame: number
  readonly frameName: string
  readonly trackId: TrackId
  /** What it is now, and what it was proposed as; `null` for what nobody proposed. */
  readonly category: string
  readonly proposedCategory: string | null
  readonly change: Fate
  /** In ego space; `null` for what nobody proposed, and for what is no label. */
  readonly proposal: Cuboid | null
  readonly label: Cuboid | null
  /** What a person changed; `null` where there is not both. */
  readonly moved: Moved | null
  readonly attributes: Attributes
  /** As sure as the source was. */
  readonly score: number | null
  /** From the ego, on the ground. */
  readonly range: number
  readonly pointCount: number | null
  /** Who changed it last, and when, in microseconds since 1970; `null` where nobody did. */
  readonly by: string | null
  readonly atUs: number | null
}

/** How far a label is from its proposal, in the axes of the label. */
export type Moved = {
  readonly along: number
  readonly across: number
  readonly up: number
  readonly length: number
  readonly width: number
  readonly height: number
  readonly yawDeg: number
  readonly isFlipped: boolean
  readonly iou3d: number
}

/** A clip with all of its records, rejected ones too, and its log. */
export type CorrectedClip = {
  readonly clip: Pick<Clip, 'name' | 'frames'>
  readonly annotations: Annotations
  /** Oldest first. */
  readonly entries: readonly { readonly author: string; readonly edit: Edit }[]
}

/** Every label of a clip and every proposal that was taken away, by track and frame. */
export function correctionsOf({
  clip,
  annotations,
  entries,
}: CorrectedClip): readonly Correction[] {
  const { lastOf, firstOf } = historiesOf(entries)
  const corrections: Correction[] = []
  for (const record of allRecords(annotations)) {
    if (record.kind !== 'cuboid') continue
    const track = trackOf(annotations, record.trackId)
    if (track === undefined) continue
    const { proposal, frame, score, pointCount } = record
    const change = fateOf(record)
    const shape: Cuboid = {
      ...{ center: record.center, extent: record.extent, rotation: record.rotation },
    }
    const label = isShown(record) ? shape : null
    const came = proposal ?? (change === 'deleted' ? shape : null)
    const before = firstOf.get(track.id)
    const last = lastOf.get(record.id)
    const [x, y] = (label ?? came ?? shape).center
    corrections.push({
      ...{ clip: clip.name, frame, frameName: clip.frames[frame]?.name ?? '' },
      ...{ trackId: track.id, category: track.category, change, proposal: came, label },
      proposedCategory:
        came === null ? null : before?.kind === 'track' ? before.category : track.category,
      moved: label === null || came === null ? null : movedBy(label, came),
      attributes: { ...track.attributes, ...record.attributes },
      ...{ score, range: Math.hypot(x, y), pointCount },
      ...{ by: last?.author ?? null, atUs: last?.edit.madeAtUs ?? null },
    })
  }
  return corrections
}

/** What the log tells of each record: the last edit that changed it, and what it was before the first. */
function historiesOf(entries: CorrectedClip['entries']): {
  readonly lastOf: ReadonlyMap<RecordId, CorrectedClip['entries'][number]>
  readonly firstOf: ReadonlyMap<RecordId, AnnotationRecord | null>
} {
  const lastOf = new Map<RecordId, CorrectedClip['entries'][number]>()
  const firstOf = new Map<RecordId, AnnotationRecord | null>()
  for (const entry of entries) {
    const isImport = entry.edit.command.startsWith('import')
    for (const { recordId, before, after } of entry.edit.patch) {
      // What an import brings in is what came.
      if (isImport) firstOf.set(recordId, after)
      else if (!firstOf.has(recordId)) firstOf.set(recordId, before ?? after)
      if (!isImport) lastOf.set(recordId, entry)
    }
  }
  return { lastOf, firstOf }
}

function movedBy(label: Cuboid, proposal: Cuboid): Moved {
  const errors = boxErrors(label, proposal)
  // The proposal's errors; what a person did is the way back.
  const back = (value: number): number => (value === 0 ? 0 : -value)
  return {
    ...{ along: back(errors.along), across: back(errors.across), up: back(errors.up) },
    ...{ length: back(errors.length), width: back(errors.width), height: back(errors.height) },
    ...{ yawDeg: toDegrees(errors.yaw), isFlipped: errors.isFlipped, iou3d: errors.iou3d },
  }
}
