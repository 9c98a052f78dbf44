import { type AnnotationRecord, type Clip, type CuboidRecord, clipId } from '@trueline/annotation'
import type { Codec, ExportSource, FileTree, ImportedClip } from '../../codec.ts'

/** What a codec reads from a tree, onto no clip. */
export function importTree(codec: Codec, tree: FileTree): Promise<ImportedClip> {
  return codec.read(tree, { name: 'clip', onto: null })
}

/** An imported clip as a stored one, its blobs left out. */
export function clipOf({ clip }: ImportedClip): Clip {
  const frames = clip.frames.map((frame) => ({
    ...frame,
    sweeps: [],
    images: frame.images.map(({ sensorId, calibration }) => ({
      sensorId,
      calibration,
      ...{ mime: 'image/png', widthPx: 0, heightPx: 0 },
      // What a stored image refers to does not matter to an exporter.
      range: { blob: '' as never, offset: 0, bytes: 0 },
    })),
  }))
  return { ...clip, id: clipId('clip'), frames }
}

/** An import as an export's source; records as given, after a way through JSON as the store takes it. */
export function sourceOf(
  imported: ImportedClip,
  records: readonly AnnotationRecord[] = imported.records,
): ExportSource {
  return {
    clip: JSON.parse(JSON.stringify(clipOf(imported))) as Clip,
    records: JSON.parse(JSON.stringify(records)) as readonly AnnotationRecord[],
    readSweep: async (frame, sensorId) => {
      const sweep = imported.clip.frames[frame]?.sweeps.find((one) => one.sensorId === sensorId)
      return sweep ? (await sweep.read()).sweep : null
    },
    readImage: async (frame, sensorId) =>
      (await imported.clip.frames[frame]?.images
        .find((one) => one.sensorId === sensorId)
        ?.read()) ?? null,
  }
}

/** The files an export writes, by path. */
export async function exportFiles(
  codec: Codec,
  source: ExportSource,
  withSensors = false,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const files: Record<string, Uint8Array> = {}
  const written = codec.write?.(source, { withSensors }).files ?? []
  for await (const { path, bytes } of written) files[path] = bytes
  return files
}

/** The cuboids among records. */
export function cuboidsIn(records: readonly AnnotationRecord[]): readonly CuboidRecord[] {
  return records.filter((record) => record.kind === 'cuboid')
}

/** Bytes as text. */
export function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes ?? new Uint8Array(0))
}
