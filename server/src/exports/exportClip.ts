import {
  type AnnotationRecord,
  applyPatch,
  type Clip,
  type ClipId,
  shownRecords,
  verbatim,
} from '@trueline/annotation'
import {
  BadInputError,
  type Codec,
  codecById,
  type Exported,
  type ExportSource,
} from '@trueline/formats'
import { unpackRing, unpackSweep } from '@trueline/pointcloud'
import type { BlobStore } from '../blobs/blobStore.ts'
import { annotationsIn, openClip } from '../clips/clips.ts'
import type { Queries } from '../db/database.ts'
import { importTexts } from '../imports/importTexts.ts'
import { withAgreed } from '../projects/agreedOntology.ts'
import { withoutPlanted } from '../quality/scoreTask.ts'

/** What to export, and how. */
export type ExportRequest = {
  readonly clipId: ClipId
  readonly format: string
  readonly withSensors: boolean
}

/** A clip on its way out: the files are made one after the other as they are taken. */
export type ClipExport = Exported & {
  readonly clip: Clip
  readonly records: readonly AnnotationRecord[]
}

/**
 * A stored clip in a format.
 *
 * @throws {UnknownClipError}
 * @throws {BadInputError} when the format is unknown or only read.
 */
export async function exportClip(
  { queries, blobs }: { readonly queries: Queries; readonly blobs: BlobStore },
  { clipId, format, withSensors }: ExportRequest,
): Promise<ClipExport> {
  const write = writerOf(format)
  const clip = await withAgreed(queries, (await openClip(queries, clipId)).clip)
  const stored = await annotationsIn(queries, clipId)
  const records = [
    ...shownRecords(applyPatch(stored, await withoutPlanted(queries, clipId, stored))),
  ]
  const exported = write({ clip, records, ...sensorReaders(clip, blobs) }, { withSensors })
  return { ...exported, clip, records }
}

/**
 * The way a format is written.
 *
 * @throws {BadInputError} when the format is unknown or only read.
 */
export function writerOf(format: string): NonNullable<Codec['write']> {
  const write = codecById(format)?.write
  if (write) return write
  const found = codecById(format) === null ? verbatim(format) : importTexts.onlyRead({ format })
  const { format: place, writtenFormat: expected } = importTexts
  throw new BadInputError({ file: 'export', place, found, expected })
}

/** Reads a clip's sweeps and images out of its packs. */
function sensorReaders(
  { frames }: Clip,
  blobs: BlobStore,
): Pick<ExportSource, 'readSweep' | 'readImage'> {
  return {
    readSweep: async (frame, sensorId) => {
      const sweep = frames[frame]?.sweeps.find((one) => one.sensorId === sensorId)
      if (sweep === undefined) return null
      const bytes = await blobs.read(sweep.range.blob, sweep.range)
      const points = unpackSweep(bytes, sweep.sections)
      return { points, ring: unpackRing(bytes), timeOffset: null }
    },
    readImage: async (frame, sensorId) => {
      const image = frames[frame]?.images.find((one) => one.sensorId === sensorId)
      return image === undefined ? null : blobs.read(image.range.blob, image.range)
    },
  }
}
