import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import type { Database } from './database.ts'
import { DURABLE_START_PARAMS, DurableNodeFS } from './durableNodeFs.ts'
import { migrationsOf } from './migrateTables.ts'
import { lockFolder } from './ownerLock.ts'
import { syncTree } from './syncTree.ts'

/** PGlite writes no checkpoint by itself: without one its log grows, and with it the next start. */
const CHECKPOINT_MS = 3 * 60_000

/**
 * The database in a folder of its own, made where there is none; commits are on the disk when they
 * are answered.
 *
 * @throws {DataFolderInUseError} when another process has it open.
 */
export async function openEmbedded(folder: string): Promise<Database> {
  await mkdir(folder, { recursive: true })
  const lock = await lockFolder(folder)
  try {
    const isNew = !existsSync(join(folder, 'PG_VERSION'))
    const pglite = await PGlite.create({
      fs: new DurableNodeFS(folder),
      startParams: DURABLE_START_PARAMS,
    })
    const { rows } = await pglite.query<{ fsync: string }>('show fsync')
    if (rows[0]?.fsync !== 'on')
      throw new Error(`The embedded database has fsync ${rows[0]?.fsync}`)
    const db = drizzle(pglite)
    await migrate(db, migrationsOf('public'))
    if (isNew) {
      await pglite.exec('checkpoint')
      await syncTree(folder)
    }
    const checkpoint = async (): Promise<void> => {
      await pglite.exec('checkpoint')
    }
    const timer = setInterval(() => {
      checkpoint().catch((error: unknown) => console.error('trueline: no checkpoint:', error))
    }, CHECKPOINT_MS)
    timer.unref()
    return {
      queries: db,
      isEmbedded: true,
      tidy: async () => {
        await pglite.exec('vacuum analyze')
        await checkpoint()
      },
      close: async () => {
        clearInterval(timer)
        await pglite.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}
