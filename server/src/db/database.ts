import type { PgDatabase, PgQueryResultHKT, PgTransactionConfig } from 'drizzle-orm/pg-core'

/** A database or a transaction of either engine. */
export type Engine = PgDatabase<PgQueryResultHKT, Record<string, never>>

/**
 * Queries for one organisation, on whichever engine; also what a transaction is given. Each of them
 * names `tenant` first: who asks for whom is known here and nowhere else.
 */
export type Queries = Omit<Engine, 'transaction'> & {
  readonly tenant: string
  readonly transaction: <Answer>(
    run: (tx: Queries) => Promise<Answer>,
    config?: PgTransactionConfig,
  ) => Promise<Answer>
}

/** Runs a prepared statement; answers its rows. */
export type Prepared = (json: string) => Promise<readonly Readonly<Record<string, unknown>>[]>

/** An open database, its tables up to date. */
export type Database = {
  readonly queries: Queries
  /** The same for another organisation. */
  readonly queriesOf: (tenant: string) => Queries
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

/** The organisation that is there from the start: all there is where nobody signs in. */
export const TENANT = 'local'

/** An engine's queries for one organisation. */
export function queriesFor(engine: Engine, tenant: string): Queries {
  // The engine's own methods, with two of ours before them.
  return Object.assign(Object.create(engine) as Engine, {
    tenant,
    transaction: <Answer>(run: (tx: Queries) => Promise<Answer>, config?: PgTransactionConfig) =>
      engine.transaction((tx) => run(queriesFor(tx, tenant)), config),
  })
}
