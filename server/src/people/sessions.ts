import { and, eq, lt, ne, or } from 'drizzle-orm'
import type { Member } from '../access/caller.ts'
import type { Queries } from '../db/database.ts'
import { memberships, people, sessions } from '../db/peopleSchema.ts'
import { nowUs } from '../newId.ts'
import { hashOfSecret, newSecret } from './secrets.ts'

const DAY_US = 24 * 3600 * 1_000_000
/** A browser that asked nothing for so long is signed out. */
const IDLE_US = 14 * DAY_US
/** The longest a browser stays signed in. */
export const SESSION_DAYS = 60
/** That somebody was seen is written down so often at most. */
const SEEN_US = 10 * 60 * 1_000_000

/** Signs a browser in for the organisation of the queries and returns what its cookie is to hold. */
export async function openSession(queries: Queries, personId: string): Promise<string> {
  const secret = newSecret()
  const now = nowUs()
  const isOver = or(
    lt(sessions.seenAtUs, now - IDLE_US),
    lt(sessions.createdAtUs, now - SESSION_DAYS * DAY_US),
  )
  await queries.delete(sessions).where(and(eq(sessions.personId, personId), isOver))
  const row = { personId, tenant: queries.tenant, createdAtUs: now, seenAtUs: now }
  await queries.insert(sessions).values({ ...row, tokenHash: hashOfSecret(secret) })
  return secret
}

/** The member whose browser holds this secret; `null` where it is signed out, or they are gone. */
export async function sessionMember(queries: Queries, secret: string): Promise<Member | null> {
  const tokenHash = hashOfSecret(secret)
  const [row] = await queries
    .select({
      tenant: sessions.tenant,
      role: memberships.role,
      personId: people.personId,
      name: people.name,
      email: people.email,
      createdAtUs: sessions.createdAtUs,
      seenAtUs: sessions.seenAtUs,
    })
    .from(sessions)
    .innerJoin(people, eq(people.personId, sessions.personId))
    .innerJoin(
      memberships,
      and(eq(memberships.tenant, sessions.tenant), eq(memberships.personId, sessions.personId)),
    )
    .where(eq(sessions.tokenHash, tokenHash))
  if (row === undefined) return null
  const { tenant, role, createdAtUs, seenAtUs, ...person } = row
  const now = nowUs()
  if (now - seenAtUs > IDLE_US || now - createdAtUs > SESSION_DAYS * DAY_US) return null
  if (now - seenAtUs > SEEN_US) {
    await queries.update(sessions).set({ seenAtUs: now }).where(eq(sessions.tokenHash, tokenHash))
  }
  return { kind: 'member', tenant, role, person, by: { kind: 'session', tokenHash } }
}

/** Signs a browser out. */
export async function endSession(queries: Queries, tokenHash: string): Promise<void> {
  await queries.delete(sessions).where(eq(sessions.tokenHash, tokenHash))
}

/** Signs out somebody's browsers everywhere but one. */
export async function endOtherSessions(
  queries: Queries,
  personId: string,
  tokenHash: string,
): Promise<void> {
  await queries
    .delete(sessions)
    .where(and(eq(sessions.personId, personId), ne(sessions.tokenHash, tokenHash)))
}

/** Lets a browser work in another organisation its person belongs to; whether they do. */
export async function moveSession(
  queries: Queries,
  { tokenHash, personId }: { readonly tokenHash: string; readonly personId: string },
  tenant: string,
): Promise<boolean> {
  const [member] = await queries
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.tenant, tenant), eq(memberships.personId, personId)))
  if (member === undefined) return false
  await queries.update(sessions).set({ tenant }).where(eq(sessions.tokenHash, tokenHash))
  return true
}
