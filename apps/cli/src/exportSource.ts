import {
  type AnnotationRecord,
  annotationsOf,
  blobId,
  type Clip,
  clipId,
  shownRecords,
} from '@trueline/annotation'
import {
  BadInputError,
  type ExportSource,
  type ImportedClip,
  type Refusal,
  refusalOf,
} from '@trueline/formats'

/** A clip that was read or made, as it is. */
export type UnstoredClip = Pick<ImportedClip, 'clip' | 'records'>

/** Stands where a stored clip says which stretch of which blob: exporters ask for sensors instead. */
const NOWHERE = { blob: blobId(''), offset: 0, bytes: 0 }

/**
 * A clip as an exporter takes it, its sensors read from where they lie.
 *
 * A sweep or image that cannot be read is left out and told to `onRefused`.
 */
export function exportSourceOf(
  { clip: { frames, ...clip }, records }: UnstoredClip,
  onRefused: (refusal: Refusal) => void,
): ExportSource {
  const readOrRefuse = async <T>(read: () => Promise<T>): Promise<T | null> => {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof BadInputError)) throw error
      onRefused(refusalOf(error, error.file))
      return null
    }
  }
  return {
    clip: {
      ...clip,
      id: clipId('unstored'),
      frames: frames.map((frame) => ({
        ...frame,
        sweeps: frame.sweeps.map(({ sensorId }) => ({
          ...{ sensorId, range: NOWHERE, pointCount: 0, sections: [] },
        })),
        images: frame.images.map(({ sensorId, file, calibration }) => ({
          ...{ sensorId, range: NOWHERE, calibration, mime: mimeOf(file), widthPx: 0, heightPx: 0 },
        })),
      })),
    } satisfies Clip,
    records: [...shownRecords(annotationsOf(records as readonly AnnotationRecord[]))],
    readSweep: async (frame, sensorId) => {
      const sweep = frames[frame]?.sweeps.find((one) => one.sensorId === sensorId)
      return sweep === undefined ? null : readOrRefuse(async () => (await sweep.read()).sweep)
    },
    readImage: async (frame, sensorId) => {
      const image = frames[frame]?.images.find((one) => one.sensorId === sensorId)
      return image === undefined ? null : readOrRefuse(image.read)
    },
  }
}

function mimeOf(file: string): string {
  const extension = /\.([^.]+)$/.exec(file)?.[1]?.toLowerCase() ?? ''
  return `image/${extension === 'jpg' || extension === '' ? 'jpeg' : extension}`
}
