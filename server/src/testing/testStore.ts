import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { newId } from '../newId.ts'
import { openStore, type Store, type StoreOptions } from '../store.ts'

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
  return openIn({ dataDir: await temporaryFolder() }, () => Promise.resolve())
}

/** A store on a PostgreSQL, in a schema that goes with it. */
export async function openPostgresStore(address: string): Promise<TestStore> {
  const schema = `trueline_${newId().replaceAll('-', '')}`
  const url = new URL(address)
  url.searchParams.set('options', `-c search_path=${schema}`)
  await run(address, `create schema ${schema}`)
  const options = { dataDir: await temporaryFolder(), databaseUrl: url.href }
  return openIn(options, () => run(address, `drop schema ${schema} cascade`))
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
