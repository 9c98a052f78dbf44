import { and, desc, eq, lt } from 'drizzle-orm'
import type { Member } from '../access/caller.ts'
import type { Queries } from '../db/database.ts'
import { auditEntries } from '../db/peopleSchema.ts'
import { newId, nowUs } from '../newId.ts'

/** Something somebody did besides editing. */
export type AuditEntry = {
  readonly entryId: string
  readonly atUs: number
  readonly actorId: string
  readonly actorName: string
  readonly action: string
  readonly details: Readonly<Record<string, string>>
}

/** What a log may tell of what was asked: names and ids, so that a new field with a secret stays out. */
const TOLD = /^(name|email|role|note|format|language|isLogged|dryRun|scopes|onto|.*Id|.*Ids|move)$/
const MOST_CHARS = 200

/** Writes down that somebody did something; `asked` is what they asked for. */
export async function writeAudit(
  queries: Queries,
  { person, by }: Pick<Member, 'person' | 'by'>,
  did: { readonly action: string; readonly asked: unknown },
): Promise<void> {
  const actorId = by.kind === 'token' ? by.tokenId : person.personId
  const actorName = by.kind === 'token' ? by.name : person.name
  await queries.insert(auditEntries).values({
    ...{ tenant: queries.tenant, entryId: newId(), atUs: nowUs() },
    ...{ actorId, actorName, action: did.action, details: detailsOf(did.asked) },
  })
}

/** A page of the organisation's log, the newest first. */
export async function auditPage(
  queries: Queries,
  { before, limit }: { readonly before: string | null; readonly limit: number },
): Promise<readonly AuditEntry[]> {
  return queries
    .select({
      entryId: auditEntries.entryId,
      atUs: auditEntries.atUs,
      actorId: auditEntries.actorId,
      actorName: auditEntries.actorName,
      action: auditEntries.action,
      details: auditEntries.details,
    })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.tenant, queries.tenant),
        before === null ? undefined : lt(auditEntries.entryId, before),
      ),
    )
    .orderBy(desc(auditEntries.entryId))
    .limit(limit)
}

/** What may be told of what was asked. */
export function detailsOf(asked: unknown): Readonly<Record<string, string>> {
  if (typeof asked !== 'object' || asked === null) return {}
  const told = Object.entries(asked).flatMap(([key, value]) => {
    if (!TOLD.test(key) || value === null || value === undefined) return []
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return [[key, text.slice(0, MOST_CHARS)] as const]
  })
  return Object.fromEntries(told)
}
