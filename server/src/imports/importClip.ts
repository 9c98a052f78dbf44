import { type AnnotationRecord, type Clip, clipId } from '@trueline/annotation'
import type { ImportedClip, Refusal } from '@trueline/formats'
import type { BlobHolds } from '../blobs/blobHolds.ts'
import { noBlobs } from '../blobs/noBlobs.ts'
import { packWriter } from '../blobs/packWriter.ts'
import { insertClip } from '../clips/insertClip.ts'
import type { Database } from '../db/database.ts'
import { retryLostRaces } from '../db/retry.ts'
import { newId } from '../newId.ts'
import { fillBatch } from '../projects/projects.ts'
import { checkRecords } from './checkRecords.ts'
import type { ImportProgress, ImportResult } from './importResult.ts'
import { nothingLeft } from './nothingLeft.ts'
import { packFrames } from './packFrames.ts'
import { refuseUnsound, soundParts } from './soundClip.ts'

/** Where an import goes. */
export type ImportTarget = {
  readonly database: Database
  readonly holds: BlobHolds
  /** Breaks the import off. */
  readonly signal: AbortSignal
}

/** A clip to be imported, and how. */
export type ClipToImport = {
  readonly imported: ImportedClip
  /** The source's name, for what is refused. */
  readonly source: string
  /** What to call the clip instead of what its source says; `null` for the latter. */
  readonly name: string | null
  /** The batch that it comes into; `null` or absent: none. */
  readonly batchId?: string | null
  readonly isDryRun: boolean
  readonly author: string
  readonly onProgress: (progress: ImportProgress) => void
}

/** What a dry run writes goes nowhere. */
const DRY = { store: noBlobs, release: () => Promise.resolve() }

/** Records that tidying the tables is worth after. */
const MANY_RECORDS = 5000

/**
 * Stores a clip that a codec read: its sweeps and images into packs, frame after frame, then the
 * clip, its records and the start of its log in one transaction; in a batch from then on where one is named.
 *
 * Either all of it is there afterwards or, when this throws, nothing. A dry run reads and checks as
 * much and stores nothing.
 *
 * @throws {BadInputError} when nothing of it can be used.
 * @throws {RefusedError} when there is no such batch.
 */
export async function importClip(
  target: ImportTarget,
  { imported, ...given }: ClipToImport,
): Promise<ImportResult> {
  const { clip: read, refused: unsound } = soundParts(imported.clip, given.source)
  const { frames } = read
  const { store, release } = given.isDryRun ? DRY : target.holds.hold()
  const writers = { sweeps: packWriter(store), images: packWriter(store) }
  const totalFrames = frames.length
  const progress = (stage: ImportProgress['stage'], doneFrames: number): void => {
    target.signal.throwIfAborted()
    given.onProgress({ stage, doneFrames, totalFrames })
  }
  try {
    progress('packing', 0)
    const packed = await packFrames(frames, writers, (done) => progress('packing', done))
    const checked = checkRecords(imported.records, { file: given.source, frames: frames.length })
    const refused = [...imported.report.refused, ...unsound, ...packed.refused, ...checked.refused]
    refuseNothing({ packed, records: checked.records, refused }, imported)
    progress('storing', totalFrames)
    await writers.sweeps.finish()
    await writers.images.finish()
    const name = given.name ?? read.name
    const id = clipId(newId())
    const clip: Clip = { ...read, id, name, frames: packed.frames() }
    refuseUnsound(clip, given.source)
    if (!given.isDryRun) {
      const blobs = [...writers.sweeps.blobs(), ...writers.images.blobs()]
      const { author, batchId = null } = given
      const stored = { clip, records: checked.records, blobs, author }
      await retryLostRaces(() =>
        target.database.queries.transaction(async (tx) => {
          await insertClip(tx, stored)
          if (batchId !== null) await fillBatch(tx, { batchId, clipIds: [id] })
          // Whoever stops it while it is stored finds nothing, too.
          target.signal.throwIfAborted()
        }),
      )
      if (checked.records.length > MANY_RECORDS) await target.database.tidy()
    }
    return {
      ...resultOf(clip, checked.records),
      clipId: given.isDryRun ? null : id,
      sniffed: [],
      refused,
      notices: [...imported.report.notices, ...packed.notices],
      suggestions: imported.report.suggestions,
      corrections: [],
      unknownCategories: [],
    }
  } catch (error) {
    await writers.sweeps.abandon()
    await writers.images.abandon()
    throw error
  } finally {
    await release()
  }
}

/** What a clip and its records amount to. */
export function resultOf(
  clip: Pick<Clip, 'name' | 'format' | 'frames' | 'sensors'>,
  records: readonly AnnotationRecord[],
): Pick<ImportResult, 'name' | 'format' | 'frames' | 'sensors' | 'records' | 'extras'> {
  const counts: Record<string, number> = {}
  for (const { kind } of records) counts[kind] = (counts[kind] ?? 0) + 1
  const carriers = [...clip.frames, ...clip.sensors, ...records]
  return {
    name: clip.name,
    format: clip.format,
    frames: clip.frames.length,
    sensors: clip.sensors.map(({ id, modality }) => ({ name: id, modality })),
    records: counts,
    extras: carriers.filter(({ extras }) => Object.keys(extras).length > 0).length,
  }
}

/** Refuses an import of which nothing at all is left. */
function refuseNothing(
  taken: {
    readonly packed: { readonly readCount: number }
    readonly records: readonly AnnotationRecord[]
    readonly refused: readonly Refusal[]
  },
  { clip }: ImportedClip,
): void {
  if (taken.packed.readCount > 0 || taken.records.length > 0) return
  throw nothingLeft(clip, taken.refused)
}
