import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import { type Database, type Prepared, queriesFor, TENANT } from './database.ts'
import { DURABLE_START_PARAMS, DurableNodeFS } from './durableNodeFs.ts'
import { groupStatements, type Rows } from './groupStatements.ts'
import { withMigrations } from './migrateTables.ts'
import { syncPath, syncTree } from './syncTree.ts'

/** PGlite writes no checkpoint by itself: without one its log grows, and with it the next start. */
const CHECKPOINT_MS = 3 * 60_000

/**
 * The database in a folder of its own, made where there is none; commits are on the disk when they
 * are answered. PGlite locks nothing: two processes in one folder destroy it, so the caller owns it.
 *
 * @param upTo The last migration to make; `null`: all of them.
 */
export async function openEmbedded(folder: string, upTo: string | null): Promise<Database> {
  if (!existsSync(join(folder, 'PG_VERSION'))) await create(folder)
  const pglite = await start(folder)
  const db = drizzle(pglite)
  await withMigrations({ schema: 'public', upTo }, (config) => migrate(db, config))
  const checkpoint = async (): Promise<void> => {
    await pglite.exec('checkpoint')
  }
  const timer = setInterval(() => {
    checkpoint().catch((error: unknown) => console.error('trueline: no checkpoint:', error))
  }, CHECKPOINT_MS)
  timer.unref()
  return {
    queries: queriesFor(db, TENANT),
    queriesOf: (tenant) => queriesFor(db, tenant),
    isEmbedded: true,
    prepare: preparingIn(pglite),
    tidy: async () => {
      await pglite.exec('vacuum analyze')
      await checkpoint()
    },
    close: async () => {
      clearInterval(timer)
      await pglite.close()
    },
  }
}

/**
 * Statements kept planned. They go by the simple protocol, in which one call into the engine is one
 * transaction: PGlite has no named statements of the extended one, and makes five calls of it. Those
 * that wait go together, with one sync of the disk.
 */
function preparingIn(pglite: PGlite): Database['prepare'] {
  const together = groupStatements(async (statements) =>
    (await pglite.exec(statements.join(';'))).map(({ rows }) => rows as Rows),
  )
  return (name, text): Prepared => {
    let isThere: Promise<unknown> | null = null
    return async (json) => {
      isThere ??= pglite.exec(`prepare ${name} (jsonb) as ${text}`)
      await isThere
      // Quotes are all that a text needs doubled with `standard_conforming_strings`, which is on.
      return together(`execute ${name} ('${json.replaceAll("'", "''")}')`)
    }
  }
}

/** Made beside and renamed, so that one killed half-way is made again instead of failing for ever. */
async function create(folder: string): Promise<void> {
  const fresh = `${folder}.new`
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { recursive: true })
  const pglite = await start(fresh)
  await pglite.close()
  await syncTree(fresh)
  await rename(fresh, folder)
  await syncPath(dirname(folder))
}

async function start(folder: string): Promise<PGlite> {
  const fs = new DurableNodeFS(folder)
  const pglite = await PGlite.create({ fs, startParams: DURABLE_START_PARAMS })
  fs.isStarted = true
  const { rows } = await pglite.query<{ fsync: string }>('show fsync')
  if (rows[0]?.fsync !== 'on') throw new Error(`The embedded database has fsync ${rows[0]?.fsync}`)
  return pglite
}
