import { and, asc, eq, sql } from 'drizzle-orm'
import { accessTexts } from '../access/accessTexts.ts'
import type { Member } from '../access/caller.ts'
import { RefusedError } from '../access/refused.ts'
import type { Role } from '../access/roles.ts'
import type { Queries } from '../db/database.ts'
import { memberships, organisations, people, sessions } from '../db/peopleSchema.ts'
import { newId, nowUs } from '../newId.ts'

/** Somebody of an organisation, as those who run it see them. */
export type PersonSummary = {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly joinedAtUs: number
  /** When a browser of theirs asked last; `null` where none is signed in. */
  readonly seenAtUs: number | null
}

/** An account to be. */
export type NewPerson = {
  readonly name: string
  readonly email: string
  readonly passwordHash: string | null
  readonly subject: string | null
}

/** An organisation somebody belongs to. */
export type OrganisationOf = {
  readonly tenant: string
  readonly name: string
  readonly role: Role
}

/** An account. */
export type Person = typeof people.$inferSelect

/** Whether nobody has an account yet. */
export async function isNobodyThere(queries: Queries): Promise<boolean> {
  const rows = await queries.select({ personId: people.personId }).from(people).limit(1)
  return rows.length === 0
}

/** The account with an e-mail address, however it is spelt; `null` where there is none. */
export async function personByEmail(queries: Queries, email: string): Promise<Person | null> {
  const [row] = await queries.select().from(people).where(eq(people.email, email.toLowerCase()))
  return row ?? null
}

/** An account by the issuer and subject of whoever signs in elsewhere; `null` where there is none. */
export async function personBySubject(queries: Queries, subject: string): Promise<Person | null> {
  const [row] = await queries.select().from(people).where(eq(people.subject, subject))
  return row ?? null
}

/** Somebody's account. */
export async function personById(queries: Queries, personId: string): Promise<Person | null> {
  const [row] = await queries.select().from(people).where(eq(people.personId, personId))
  return row ?? null
}

/**
 * Makes an account and returns its id.
 *
 * @throws {RefusedError} when there is one with the e-mail address.
 */
export async function addPerson(queries: Queries, person: NewPerson): Promise<string> {
  const personId = newId()
  const rows = await queries
    .insert(people)
    .values({ ...person, personId, email: person.email.toLowerCase(), createdAtUs: nowUs() })
    .onConflictDoNothing()
    .returning({ personId: people.personId })
  if (rows.length === 0) throw new RefusedError(409, accessTexts.emailTaken)
  return personId
}

/** Keeps something else of an account. */
export async function changePerson(
  queries: Queries,
  personId: string,
  values: Partial<Pick<Person, 'name' | 'passwordHash' | 'subject'>>,
): Promise<void> {
  await queries.update(people).set(values).where(eq(people.personId, personId))
}

/**
 * Makes somebody a member of the organisation.
 *
 * @throws {RefusedError} when they are one.
 */
export async function addMember(queries: Queries, personId: string, role: Role): Promise<void> {
  const rows = await queries
    .insert(memberships)
    .values({ tenant: queries.tenant, personId, role, joinedAtUs: nowUs() })
    .onConflictDoNothing()
    .returning({ personId: memberships.personId })
  if (rows.length === 0) throw new RefusedError(409, accessTexts.isMember)
}

/** The organisations somebody belongs to, the one they joined first first. */
export async function organisationsOf(
  queries: Queries,
  personId: string,
): Promise<readonly OrganisationOf[]> {
  return queries
    .select({ tenant: memberships.tenant, name: organisations.name, role: memberships.role })
    .from(memberships)
    .innerJoin(organisations, eq(organisations.tenant, memberships.tenant))
    .where(eq(memberships.personId, personId))
    .orderBy(asc(memberships.joinedAtUs), asc(memberships.tenant))
}

/** Everybody of the organisation, by name. */
export async function listPeople(queries: Queries): Promise<readonly PersonSummary[]> {
  const rows = await queries
    .select({
      personId: people.personId,
      name: people.name,
      email: people.email,
      role: memberships.role,
      joinedAtUs: memberships.joinedAtUs,
      seenAtUs: sql<string | null>`(select max(${sessions.seenAtUs}) from ${sessions}
        where ${sessions.personId} = ${people.personId} and ${sessions.tenant} = ${queries.tenant})`,
    })
    .from(memberships)
    .innerJoin(people, eq(people.personId, memberships.personId))
    .where(eq(memberships.tenant, queries.tenant))
    .orderBy(asc(people.name), asc(people.personId))
  return rows.map((row) => ({
    ...row,
    seenAtUs: row.seenAtUs === null ? null : Number(row.seenAtUs),
  }))
}

/** A change of who belongs to the organisation: another role, or `null` to take them out of it. */
export type MembershipChange = { readonly personId: string; readonly role: Role | null }

/**
 * Gives a member another role, or takes them out; what they stored stays, what they have open ends.
 *
 * @throws {RefusedError} when there is no such member, none but an owner may, or it was the last owner.
 */
export async function changeMember(
  queries: Queries,
  by: Pick<Member, 'role'>,
  { personId, role }: MembershipChange,
): Promise<void> {
  await queries.transaction(async (tx) => {
    const ofTenant = eq(memberships.tenant, tx.tenant)
    // All of them are locked: two owners who take each other's role come one after the other.
    const members = await tx.select().from(memberships).where(ofTenant).for('update')
    const member = members.find((one) => one.personId === personId)
    if (member === undefined) throw new RefusedError(404, accessTexts.noPerson)
    const isOfOwners = member.role === 'owner' || role === 'owner'
    if (isOfOwners && by.role !== 'owner') throw new RefusedError(403, accessTexts.ownersOnly)
    const owners = members.filter((one) => one.role === 'owner')
    if (member.role === 'owner' && role !== 'owner' && owners.length === 1) {
      throw new RefusedError(409, accessTexts.lastOwner)
    }
    const their = and(ofTenant, eq(memberships.personId, personId))
    if (role !== null) {
      await tx.update(memberships).set({ role }).where(their)
      return
    }
    await tx.delete(memberships).where(their)
    await tx
      .delete(sessions)
      .where(and(eq(sessions.personId, personId), eq(sessions.tenant, tx.tenant)))
  })
}
