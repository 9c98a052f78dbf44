import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

/** Queries, on whichever engine; also what a transaction is given. */
export type Queries = PgDatabase<PgQueryResultHKT, Record<string, never>>

/** An open database, its tables up to date. */
export type Database = {
  readonly queries: Queries
  /** Whether it lies in the data folder, with this process as its only owner. */
  readonly isEmbedded: boolean
  /** Gives space back and refreshes what the planner knows; for after much has changed. */
  readonly tidy: () => Promise<void>
  readonly close: () => Promise<void>
}

/** The one tenant there is. */
export const TENANT = 'local'
