import type { ClipId, TrackId } from '@trueline/annotation'
import { and, asc, eq, or, type SQL, sql } from 'drizzle-orm'
import { readEffortLogged } from '../clips/clipEffort.ts'
import type { Queries } from '../db/database.ts'
import { efforts } from '../db/qualitySchema.ts'

/** What somebody did for an object, or for none (`null`), as a browser of theirs counted it. */
export type TrackEffort = {
  readonly trackId: TrackId | null
  readonly keys: number
  readonly clicks: number
  readonly drags: number
  /** Edits taken back or made again. */
  readonly undos: number
  readonly activeMs: number
}

/** The same, with who did it. */
export type PersonsEffort = TrackEffort & { readonly author: string }

/** Who did something, and in which browser. */
export type EffortBy = {
  readonly clipId: ClipId
  readonly author: string
  readonly browserId: string
}

/** Rows of one statement. */
const ROWS = 1000

/**
 * Keeps what a browser counted of a clip, in place of what it said before; nothing of a clip that is not
 * to be logged.
 *
 * @throws {UnknownClipError}
 */
export async function keepEffort(
  queries: Queries,
  by: EffortBy,
  counted: readonly TrackEffort[],
): Promise<void> {
  const { tenant } = queries
  const { clipId, author, browserId } = by
  if (!(await readEffortLogged(queries, clipId))) return
  const rows = counted.map(({ trackId, ...effort }) => ({
    ...{ tenant, clipId, author, browserId, trackId: trackId ?? '' },
    ...effort,
  }))
  await queries.transaction(async (tx) => {
    await tx
      .delete(efforts)
      .where(
        and(
          ...[eq(efforts.tenant, tenant), eq(efforts.clipId, clipId)],
          ...[isBy(author), eq(efforts.browserId, browserId)],
        ),
      )
    for (let start = 0; start < rows.length; start += ROWS) {
      await tx.insert(efforts).values(rows.slice(start, start + ROWS))
    }
  })
}

/**
 * What was done for each object of a clip.
 *
 * @param author Whose; `null`: everybody's.
 * @throws {UnknownClipError}
 */
export async function effortsOf(
  queries: Queries,
  clipId: ClipId,
  author: string | null,
): Promise<readonly PersonsEffort[]> {
  await readEffortLogged(queries, clipId)
  const rows = await queries
    .select()
    .from(efforts)
    .where(
      and(
        ...[eq(efforts.tenant, queries.tenant), eq(efforts.clipId, clipId)],
        ...(author === null ? [] : [isBy(author)]),
      ),
    )
    .orderBy(asc(efforts.author), asc(efforts.browserId), asc(efforts.trackId))
  return rows.map(({ tenant: _, clipId: __, browserId: ___, trackId, ...row }) => ({
    ...row,
    trackId: trackId === '' ? null : (trackId as TrackId),
  }))
}

/** Whether a row is of somebody, whatever they were called when it was told. */
function isBy(author: string): SQL | undefined {
  const id = author.slice(author.lastIndexOf(SEPARATOR) + 1)
  const end = `${SEPARATOR}${id}`
  return or(
    eq(efforts.author, id.trim()),
    sql`right(${efforts.author}, ${end.length}::int) = ${end}`,
  )
}

/** Stands between a name and an id. */
const SEPARATOR = '·'
