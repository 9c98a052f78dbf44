import { asc, count, eq } from 'drizzle-orm'
import type { Queries } from '../db/database.ts'
import { memberships, organisations } from '../db/peopleSchema.ts'
import { newId, nowUs } from '../newId.ts'

/** An organisation, as the installation's owner sees it. */
export type OrganisationSummary = {
  readonly tenant: string
  readonly name: string
  readonly members: number
  readonly createdAtUs: number
}

/** Every organisation of the installation, by age. */
export async function listOrganisations(queries: Queries): Promise<readonly OrganisationSummary[]> {
  return queries
    .select({
      tenant: organisations.tenant,
      name: organisations.name,
      members: count(memberships.personId),
      createdAtUs: organisations.createdAtUs,
    })
    .from(organisations)
    .leftJoin(memberships, eq(memberships.tenant, organisations.tenant))
    .groupBy(organisations.tenant)
    .orderBy(asc(organisations.createdAtUs), asc(organisations.tenant))
}

/** Makes an organisation without members and returns its id. */
export async function makeOrganisation(queries: Queries, name: string): Promise<string> {
  const tenant = newId()
  await queries.insert(organisations).values({ tenant, name, createdAtUs: nowUs() })
  return tenant
}

/** Calls the organisation something else. */
export async function renameOrganisation(queries: Queries, name: string): Promise<void> {
  await queries.update(organisations).set({ name }).where(eq(organisations.tenant, queries.tenant))
}
