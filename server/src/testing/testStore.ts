import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { newId } from '../newId.ts'
import { openStore, type Store, type StoreOptions } from '../store.ts'

/** Inside `node_modules`, which no tool looks into and a clean install empties. */
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/trueline/', import.meta.url))

/** A store in a folder of its own. */
export type TestStore = {
  readonly store: Store
  readonly options: StoreOptions
  /** Closes it and leaves nothing behind. */
  readonly dispose: () => Promise<void>
}

/** A folder that the caller removes. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'trueline-test-'))
}

/** A store on the embedded database. */
export async function openEmbeddedStore(): Promise<TestStore> {
  const dataDir = await newDataFolder()
  return openIn({ dataDir }, () => Promise.resolve())
}

/**
 * A data folder with an empty database, which the caller removes.
 *
 * Making a database costs seconds of computing, so that it is made once for all tests and copied; a
 * change of what makes it makes it anew.
 */
export async function newDataFolder(): Promise<string> {
  const made = join(CACHE, `test-data-${await fingerprint()}`)
  if (!existsSync(made)) {
    const fresh = await mkdtemp(join(CACHE, 'making-'))
    await (await openStore({ dataDir: fresh })).close()
    // Another test file may have been faster.
    await rename(fresh, made).catch(() => rm(fresh, { recursive: true, force: true }))
  }
  const dataDir = await temporaryFolder()
  await cp(made, dataDir, { recursive: true })
  return dataDir
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  const folder = fileURLToPath(new URL('../db/', import.meta.url))
  for (const file of (await readdir(folder, { recursive: true, withFileTypes: true })).toSorted(
    (a, b) => (a.name < b.name ? -1 : 1),
  )) {
    if (file.isFile()) hash.update(await readFile(join(file.parentPath, file.name)))
  }
  const pglite = fileURLToPath(import.meta.resolve('@electric-sql/pglite'))
  hash.update(await readFile(pglite))
  await mkdir(CACHE, { recursive: true })
  return hash.digest('hex').slice(0, 16)
}

/** A store on a PostgreSQL, in a schema that goes with it. */
export async function openPostgresStore(address: string): Promise<TestStore> {
  const { url, drop } = await emptyPostgres(address)
  return openIn({ dataDir: await temporaryFolder(), databaseUrl: url }, drop)
}

/** A schema of a PostgreSQL without tables, which the caller drops. */
export async function emptyPostgres(
  address: string,
): Promise<{ readonly url: string; readonly drop: () => Promise<void> }> {
  const schema = `trueline_${newId().replaceAll('-', '')}`
  const url = new URL(address)
  url.searchParams.set('options', `-c search_path=${schema}`)
  await run(address, `create schema ${schema}`)
  return { url: url.href, drop: () => run(address, `drop schema ${schema} cascade`) }
}

/** Where a PostgreSQL answers: by `DATABASE_URL`, else a local one; `null` where none does. */
export async function postgresAddress(): Promise<string | null> {
  const address = process.env.DATABASE_URL ?? 'postgres://root@127.0.0.1:5432/test'
  return run(address, 'select 1').then(
    () => address,
    () => null,
  )
}

async function openIn(options: StoreOptions, cleanUp: () => Promise<void>): Promise<TestStore> {
  const store = await openStore(options)
  return {
    store,
    options,
    dispose: async () => {
      await store.close()
      await cleanUp()
      await rm(options.dataDir, { recursive: true, force: true })
    },
  }
}

async function run(address: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 2000 })
  try {
    await client.connect()
    await client.query(statement)
  } finally {
    await client.end()
  }
}
