import { writeKittiBin } from '../bin/writeBin.ts'
import type { Exported, ExportSource, Loss, OutputFile, WriteOptions } from '../codec.ts'
import { lossFields } from '../lossFields.ts'
import { writePcd } from '../pcd/writePcd.ts'
import { lossesOfFixed } from './fixed/losses.ts'
import { keptDocument } from './kept.ts'
import { OPENLABEL } from './names.ts'
import { openlabelTexts } from './openlabelTexts.ts'
import { pathOf } from './writeBase.ts'
import { writeDocument } from './writeDocument.ts'

/** The OpenLABEL document of a clip; with sensors also its sweeps (PCD) and images. */
export function writeClip(source: ExportSource, options: WriteOptions): Exported {
  return { files: writeFiles(source, options), losses: lossesOf(source) }
}

async function* writeFiles(
  source: ExportSource,
  options: WriteOptions,
): AsyncGenerator<OutputFile> {
  const { file, text } = writeDocument(source, options)
  yield { path: file, bytes: new TextEncoder().encode(text) }
  if (!options.withSensors) return
  for (const index of source.clip.frames.keys()) {
    for (const sensor of source.clip.sensors) {
      const path = pathOf(source, index, sensor)
      if (path === null) continue
      const bytes = await fileOf(source, { index, path, ...sensor })
      if (bytes !== null) yield { path, bytes }
    }
  }
}

async function fileOf(
  source: ExportSource,
  args: ExportSource['clip']['sensors'][number] & { readonly index: number; readonly path: string },
): Promise<Uint8Array | null> {
  if (args.modality === 'camera') return source.readImage(args.index, args.id)
  const sweep = await source.readSweep(args.index, args.id)
  if (sweep === null) return null
  return /\.bin$/i.test(args.path) ? writeKittiBin(sweep) : writePcd(sweep)
}

function lossesOf({ clip, records }: ExportSource): readonly Loss[] {
  const cuboids = records.filter((record) => record.kind === 'cuboid')
  const tracks = records.filter((record) => record.kind === 'track')
  const isForeign = (record: (typeof records)[number]): boolean =>
    'extras' in record && Object.keys(record.extras).some((codec) => codec !== OPENLABEL)
  const relations = keptDocument(clip) === null ? 0 : countRemovedTracks(clip, tracks.length)
  const losses: readonly Loss[] = [
    {
      record: 'cuboid',
      field: lossFields.state,
      count: cuboids.filter(({ state }) => state !== 'proposed').length,
      why: openlabelTexts.noState,
    },
    {
      record: 'cuboid',
      field: lossFields.provenance,
      count: cuboids.filter(({ provenance }) => provenance !== 'import').length,
      why: openlabelTexts.noProvenance,
    },
    {
      record: 'track',
      field: lossFields.isStatic,
      count: tracks.filter(({ isStatic }) => isStatic !== null).length,
      why: openlabelTexts.noStatic,
    },
    {
      record: 'clip',
      field: lossFields.extras,
      count: records.filter(isForeign).length,
      why: openlabelTexts.foreign,
    },
    ...lossesOfFixed(records),
    {
      record: 'track',
      field: lossFields.relations,
      count: relations,
      why: openlabelTexts.relations,
    },
  ]
  return losses.filter(({ count }) => count > 0)
}

function countRemovedTracks(clip: ExportSource['clip'], count: number): number {
  const { tracked = [], document = '' } = keptDocument(clip) ?? {}
  return document.includes('"relations"') ? Math.max(0, tracked.length - count) : 0
}
