import { type AnnotationRecord, blobId, type Clip, clipId } from '@trueline/annotation'
import type { Exported, ExportSource, ImportedClip } from '../codec.ts'

/** An imported clip as an exporter gets it, with other records where they are given. */
export function exportSourceOf(
  imported: ImportedClip,
  records: readonly AnnotationRecord[] = imported.records,
): ExportSource {
  const { frames } = imported.clip
  const range = { blob: blobId(''), offset: 0, bytes: 0 }
  const clip: Clip = {
    ...imported.clip,
    id: clipId('clip'),
    frames: frames.map((frame) => ({
      ...frame,
      sweeps: frame.sweeps.map(({ sensorId }) => ({
        sensorId,
        range,
        pointCount: 0,
        sections: [],
      })),
      images: frame.images.map(({ sensorId, file, calibration }) => ({
        ...{ sensorId, range, calibration, widthPx: 0, heightPx: 0 },
        mime: file.endsWith('.png') ? 'image/png' : 'image/jpeg',
      })),
    })),
  }
  return {
    // What a server keeps is JSON.
    clip: JSON.parse(JSON.stringify(clip)) as Clip,
    records: JSON.parse(JSON.stringify(records)) as readonly AnnotationRecord[],
    readSweep: async (frame, sensorId) => {
      const sweep = frames[frame]?.sweeps.find((one) => one.sensorId === sensorId)
      return sweep ? (await sweep.read()).sweep : null
    },
    readImage: async (frame, sensorId) => {
      const image = frames[frame]?.images.find((one) => one.sensorId === sensorId)
      return image ? await image.read() : null
    },
  }
}

/** The files of an export by path. */
export async function filesOf(exported: Exported): Promise<Readonly<Record<string, Uint8Array>>> {
  const files: Record<string, Uint8Array> = {}
  for await (const { path, bytes } of exported.files) files[path] = bytes
  return files
}

/** The value of a JSON file of an export. */
export function jsonOf(files: Readonly<Record<string, Uint8Array>>, path: string): unknown {
  return JSON.parse(new TextDecoder().decode(files[path])) as unknown
}
