import { and, desc, eq } from 'drizzle-orm'
import { accessTexts } from '../access/accessTexts.ts'
import type { Member } from '../access/caller.ts'
import { RefusedError } from '../access/refused.ts'
import type { Scope } from '../access/scopes.ts'
import type { Queries } from '../db/database.ts'
import { apiTokens, memberships, people } from '../db/peopleSchema.ts'
import { newId, nowUs } from '../newId.ts'
import { hashOfSecret, isSecretOf, keyText, newSecret, parseKey } from './secrets.ts'

/** What makes a token known for one wherever it turns up. */
const PREFIX = 'tl_'
/** That a token was used is written down so often at most. */
const USED_US = 10 * 60 * 1_000_000
const DAY_US = 24 * 3600 * 1_000_000

/** A token as it is listed. */
export type TokenSummary = {
  readonly tokenId: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly madeBy: string
  readonly createdAtUs: number
  readonly expiresAtUs: number | null
  readonly usedAtUs: number | null
}

/** A token to be; `days` it is good for, `null` for until it is revoked. */
export type NewToken = {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly personId: string
  readonly days: number | null
}

/** Makes a token and returns its text, told this once. */
export async function makeToken(
  queries: Queries,
  { days, ...asked }: NewToken,
): Promise<{ readonly tokenId: string; readonly token: string }> {
  const [tokenId, secret, now] = [newId(), newSecret(), nowUs()]
  const { tenant } = queries
  await queries.insert(apiTokens).values({
    ...{ tenant, tokenId, ...asked, secretHash: hashOfSecret(secret), createdAtUs: now },
    expiresAtUs: days === null ? null : now + days * DAY_US,
  })
  return { tokenId, token: PREFIX + keyText({ tenant, id: tokenId, secret }) }
}

/** The organisation's tokens, the newest first. */
export async function listTokens(queries: Queries): Promise<readonly TokenSummary[]> {
  return queries
    .select({
      tokenId: apiTokens.tokenId,
      name: apiTokens.name,
      scopes: apiTokens.scopes,
      madeBy: people.name,
      createdAtUs: apiTokens.createdAtUs,
      expiresAtUs: apiTokens.expiresAtUs,
      usedAtUs: apiTokens.usedAtUs,
    })
    .from(apiTokens)
    .innerJoin(people, eq(people.personId, apiTokens.personId))
    .where(eq(apiTokens.tenant, queries.tenant))
    .orderBy(desc(apiTokens.createdAtUs))
}

/** Revokes a token, at once. */
export async function revokeToken(queries: Queries, tokenId: string): Promise<void> {
  const rows = await queries
    .delete(apiTokens)
    .where(and(eq(apiTokens.tenant, queries.tenant), eq(apiTokens.tokenId, tokenId)))
    .returning({ id: apiTokens.tokenId })
  if (rows.length === 0) throw new RefusedError(404, accessTexts.noToken)
}

/**
 * The member a token acts for; `null` where it is unknown, revoked, too old, or its maker is gone.
 *
 * @param queriesOf The queries of an organisation: which one the token says itself.
 */
export async function tokenMember(
  queriesOf: (tenant: string) => Queries,
  token: string,
): Promise<Member | null> {
  const key = token.startsWith(PREFIX) ? parseKey(token.slice(PREFIX.length)) : null
  if (key === null) return null
  const queries = queriesOf(key.tenant)
  const their = and(eq(apiTokens.tenant, key.tenant), eq(apiTokens.tokenId, key.id))
  const [row] = await queries
    .select({ token: apiTokens, person: people, role: memberships.role })
    .from(apiTokens)
    .innerJoin(people, eq(people.personId, apiTokens.personId))
    .innerJoin(
      memberships,
      and(eq(memberships.tenant, apiTokens.tenant), eq(memberships.personId, apiTokens.personId)),
    )
    .where(their)
  const now = nowUs()
  if (row === undefined || !isSecretOf(key.secret, row.token.secretHash)) return null
  const { tokenId, name, scopes, expiresAtUs, usedAtUs } = row.token
  if (expiresAtUs !== null && expiresAtUs < now) return null
  if (usedAtUs === null || now - usedAtUs > USED_US) {
    await queries.update(apiTokens).set({ usedAtUs: now }).where(their)
  }
  const { personId, name: personName, email } = row.person
  return {
    kind: 'member',
    tenant: key.tenant,
    role: row.role,
    person: { personId, name: personName, email },
    by: { kind: 'token', tokenId, name, scopes },
  }
}
