import { type Clip, type ClipId, type Edit, type Patch, patchId } from '@trueline/annotation'
import { BadInputError, fixedOnto, WHOLE } from '@trueline/formats'
import { and, eq, sql } from 'drizzle-orm'
import type { Queries } from '../db/database.ts'
import { records } from '../db/schema.ts'
import { newId, nowUs } from '../newId.ts'
import type { AppendAnswer, NewPatch } from '../patches/appendPatch.ts'
import { checkRecords } from './checkRecords.ts'
import { resultOf } from './importClip.ts'
import type { ImportResult } from './importResult.ts'
import { importTexts } from './importTexts.ts'
import { labelsOnto } from './labelsOnto.ts'
import type { ReadSource } from './readSource.ts'

/** Labels to be added to a clip. */
export type LabelsToImport = {
  readonly clip: Clip
  readonly read: ReadSource
  readonly source: string
  readonly isDryRun: boolean
  readonly author: string
}

/**
 * Adds the labels of another source to a clip, as one edit that can be undone.
 *
 * @throws {BadInputError} when no label finds its place.
 */
export async function importOnto(
  edges: {
    readonly queries: Queries
    readonly append: (patch: NewPatch) => Promise<AppendAnswer>
    /** Breaks the import off before anything is stored. */
    readonly signal: AbortSignal
  },
  { clip, read, source, isDryRun, author }: LabelsToImport,
): Promise<ImportResult> {
  const { imported } = read
  const frameNames = imported.clip.frames.map(({ name }) => name)
  const checked = checkRecords(imported.records, { file: source, frames: frameNames.length })
  const { patch: labels, ...placed } = labelsOnto(
    clip,
    { records: checked.records, frameNames, file: source },
    { nextNumber: await nextTrackNumber(edges.queries, clip.id), newId },
  )
  const { worldOrigin } = imported.clip
  const fixed = fixedOnto(clip, { records: checked.records, worldOrigin, file: source }, newId)
  const patch: Patch = [
    ...labels,
    ...fixed.added.map((after) => ({ recordId: after.id, before: null, after })),
  ]
  const refused = [
    ...imported.report.refused,
    ...checked.refused,
    ...placed.refused,
    ...fixed.refused,
  ]
  if (patch.length === 0) {
    const [first] = refused
    const { noLabels: found, labels: expected } = importTexts
    throw new BadInputError(first ?? { file: source, place: WHOLE, found, expected })
  }
  edges.signal.throwIfAborted()
  if (!isDryRun) {
    const id = patchId(newId())
    const edit: Edit = {
      patchId: id,
      command: 'importLabels',
      kind: 'edit',
      of: null,
      madeAtUs: nowUs(),
      patch,
    }
    const { outcome } = await edges.append({ clipId: clip.id, edit, baseRevisions: {}, author })
    if (outcome === 'stale') throw new Error('New records had ids that were taken')
  }
  const added = patch.flatMap(({ after }) => (after === null ? [] : [after]))
  return {
    ...resultOf(clip, added),
    format: read.codec.id,
    clipId: isDryRun ? null : clip.id,
    sniffed: read.sniffed,
    refused,
    notices: [...imported.report.notices, ...placed.notices],
    suggestions: imported.report.suggestions,
    corrections: [],
    unknownCategories: [],
  }
}

/** The first track number a clip never used: deleted tracks keep theirs in the log, so they count by rows. */
async function nextTrackNumber(queries: Queries, clipId: ClipId): Promise<number> {
  const number = sql<string | null>`max((${records.data}->>'number')::int)`
  const [row] = await queries
    .select({ number, rows: sql<string>`count(*)` })
    .from(records)
    .where(
      and(
        eq(records.tenant, queries.tenant),
        eq(records.clipId, clipId),
        eq(records.kind, 'track'),
      ),
    )
  return Math.max(Number(row?.number ?? 0), Number(row?.rows ?? 0)) + 1
}
