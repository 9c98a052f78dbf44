import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'
import { type Database, queriesFor, TENANT } from './database.ts'
import { withMigrations } from './migrateTables.ts'

/** A database that takes no connection by then is away. */
const CONNECT_MS = 10_000

/**
 * The database behind a `postgres://` address; its tables go to the first schema of the search path.
 *
 * Vacuum and checkpoints are the server's own business.
 *
 * @param upTo The last migration to make; `null`: all of them.
 */
export async function openPostgres(url: string, upTo: string | null): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 16,
    connectionTimeoutMillis: CONNECT_MS,
  })
  // An idle connection that breaks is replaced at the next query.
  pool.on('error', (error) => console.error('trueline: lost a database connection:', error.message))
  try {
    const db = drizzle(pool)
    const { rows } = await db.execute<{ schema: string | null }>(
      sql`select current_schema() as schema`,
    )
    const goal = { schema: rows[0]?.schema ?? 'public', upTo }
    await withMigrations(goal, (config) => migrate(db, config))
    return {
      queries: queriesFor(db, TENANT),
      queriesOf: (tenant) => queriesFor(db, tenant),
      isEmbedded: false,
      // Unnamed: behind a pooler the next statement may run on another connection.
      prepare: (_, text) => async (json) => (await pool.query(text, [json])).rows,
      tidy: () => Promise.resolve(),
      close: () => pool.end(),
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}
