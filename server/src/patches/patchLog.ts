import { type ClipId, type Edit, editSchema, type RecordId } from '@trueline/annotation'
import { and, asc, desc, eq, gt, lt } from 'drizzle-orm'
import type { Queries } from '../db/database.ts'
import { patches } from '../db/schema.ts'

/** An entry of a clip's log. */
export type LogEntry = {
  readonly seq: number
  readonly author: string
  readonly storedAtUs: number
  readonly edit: Edit
  /** The revisions its records had after it. */
  readonly revisions: Revisions
}

/** How often each record was changed by a stored patch. */
export type Revisions = Readonly<Record<RecordId, number>>

const columns = {
  seq: patches.seq,
  author: patches.author,
  storedAtUs: patches.storedAtUs,
  edit: patches.edit,
  revisions: patches.revisions,
}

const ofClip = ({ tenant }: Queries, id: ClipId) =>
  and(eq(patches.tenant, tenant), eq(patches.clipId, id))

/** Entries before a number, or from the newest on; newest first. */
export async function historyOf(
  queries: Queries,
  page: { readonly clipId: ClipId; readonly before: number | null; readonly limit: number },
): Promise<readonly LogEntry[]> {
  const before = page.before === null ? undefined : lt(patches.seq, page.before)
  return queries
    .select(columns)
    .from(patches)
    .where(and(ofClip(queries, page.clipId), before))
    .orderBy(desc(patches.seq))
    .limit(page.limit)
}

/** Entries after a number, oldest first. */
export async function entriesSince(
  queries: Queries,
  page: { readonly clipId: ClipId; readonly seq: number; readonly limit: number },
): Promise<readonly LogEntry[]> {
  return queries
    .select(columns)
    .from(patches)
    .where(and(ofClip(queries, page.clipId), gt(patches.seq, page.seq)))
    .orderBy(asc(patches.seq))
    .limit(page.limit)
}

/** The edit in what came over the wire, or what is wrong with it. */
export function parseEdit(
  input: unknown,
): { readonly edit: Edit } | { readonly problem: string; readonly place: string } {
  const parsed = editSchema.safeParse(input)
  if (parsed.success) return { edit: parsed.data }
  const [issue] = parsed.error.issues
  return { problem: issue?.message ?? 'no edit', place: `/${issue?.path.join('/') ?? ''}` }
}
