import { ROLES, type Role } from '../access/roles.ts'
import { type Queries, TENANT } from '../db/database.ts'
import { makeOrganisation } from '../people/organisations.ts'
import { addMember, addPerson } from '../people/people.ts'
import { openSession } from '../people/sessions.ts'
import type { Store } from '../store.ts'

/** A person of an organisation, and the header by which their browser is known. */
export type TestPerson = {
  readonly personId: string
  readonly name: string
  readonly email: string
  readonly headers: { readonly cookie: string }
}

/** An organisation with a person of each role. */
export type TestOrganisation = {
  readonly tenant: string
  readonly store: Store
  readonly people: { readonly [role in Role]: TestPerson }
}

/** The organisation of the start and another one, each with a person of each role, signed in. */
export async function twoOrganisations(
  store: Store,
): Promise<readonly [TestOrganisation, TestOrganisation]> {
  const other = await makeOrganisation(store.database.queries, 'Other')
  return [await peopled(store.of(TENANT)), await peopled(store.of(other))]
}

async function peopled(store: Store): Promise<TestOrganisation> {
  const { queries } = store.database
  const { tenant } = queries
  const made: [Role, TestPerson][] = []
  for (const role of ROLES) made.push([role, await signedIn(queries, role)])
  return { tenant, store, people: Object.fromEntries(made) as TestOrganisation['people'] }
}

async function signedIn(queries: Queries, role: Role): Promise<TestPerson> {
  const name = `${role} of ${queries.tenant}`
  const email = `${role}@${queries.tenant}.example`
  const account = { name, email, passwordHash: null, subject: null }
  const personId = await addPerson(queries, account)
  await addMember(queries, personId, role)
  const secret = await openSession(queries, personId)
  return { personId, name, email, headers: { cookie: `trueline=${secret}` } }
}
