import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

/** Queries, on whichever engine; also what a transaction is given. */
export type Queries = PgDatabase<PgQueryResultHKT, Record<string, never>>

/** Runs a prepared statement; answers its rows. */
export type Prepared = (json: string) => Promise<readonly Readonly<Record<string, unknown>>[]>

/** An open database, its tables up to date. */
export type Database = {
  readonly queries: Queries
  /** Whether it lies in the data folder, with this process as its only owner. */
  readonly isEmbedded: boolean
  /**
   * A statement with one parameter, `$1`, of JSON text, which the engine keeps planned where it can; its
   * name is its own in the database. Outside of any transaction it is one by itself.
   */
  readonly prepare: (name: string, text: string) => Prepared
  /** Gives space back and refreshes what the planner knows; for after much has changed. */
  readonly tidy: () => Promise<void>
  readonly close: () => Promise<void>
}

/** The one tenant there is. */
export const TENANT = 'local'
