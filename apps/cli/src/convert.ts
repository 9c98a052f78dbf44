import type { ImportedClip, Loss, Refusal } from '@trueline/formats'
import {
  checkRecords,
  type ImportResult,
  mapCategories,
  nothingLeft,
  openSource,
  readSource,
  resultOf,
  writerOf,
} from '@trueline/server'
import { exportSourceOf } from './exportSource.ts'
import { type Output, tally } from './output.ts'
import type { Progress } from './progress.ts'

/** What to convert, and how. */
export type Conversion = {
  readonly path: string
  /** `null`: the likeliest. */
  readonly from: string | null
  readonly to: string
  readonly withSensors: boolean
  readonly output: Output
  readonly progress: Progress
}

/** What was read, and what was written. */
export type Converted = {
  readonly in: ImportResult
  readonly out: ExportResult
}

/** What an export wrote and what it left behind. */
export type ExportResult = {
  readonly files: number
  readonly records: { readonly [kind: string]: number }
  readonly losses: readonly Loss[]
}

/**
 * Writes a clip in another format, or in its own, straight from its files.
 *
 * Sensors are read where they are written; without them only their labels and calibration are.
 *
 * @throws {BadInputError} when nothing of it can be read, or the output cannot be written.
 */
export async function convert(conversion: Conversion): Promise<Converted> {
  const { path, from, to, withSensors, output, progress } = conversion
  const write = writerOf(to)
  progress.at('reading', 0, 0)
  const tree = await openSource(path)
  try {
    const { imported: found, sniffed } = await readSource(tree, { format: from, onto: null })
    const imported = mapCategories(found, { mapping: {}, file: '', ontology: null })
    const { clip, report } = imported
    const { records, refused } = checkRecords(imported.records, {
      file: tree.name,
      frames: clip.frames.length,
    })
    const refusedSoFar = [...tree.refused, ...report.refused, ...refused]
    refuseNothing(clip, records.length, refusedSoFar)
    const unread: Refusal[] = []
    const source = exportSourceOf({ clip, records }, (refusal) => unread.push(refusal))
    const exported = write(source, { withSensors })
    const files = await output.write(tally(exported.files, progress))
    return {
      in: {
        clipId: null,
        ...resultOf(source.clip, records),
        sniffed,
        refused: [...refusedSoFar, ...unread],
        notices: [...tree.notices, ...report.notices],
        suggestions: report.suggestions,
        corrections: [],
        unknownCategories: [],
      },
      out: {
        files,
        records: resultOf(source.clip, source.records).records,
        losses: exported.losses,
      },
    }
  } finally {
    await tree.close()
  }
}

/** Refuses a source of which nothing at all is left. */
function refuseNothing(
  clip: ImportedClip['clip'],
  recordCount: number,
  refused: readonly Refusal[],
): void {
  const hasSensors = clip.frames.some(({ sweeps, images }) => sweeps.length + images.length > 0)
  if (hasSensors || recordCount > 0) return
  throw nothingLeft(clip, refused)
}
