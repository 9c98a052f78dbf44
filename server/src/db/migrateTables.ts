import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { MigrationConfig } from 'drizzle-orm/migrator'

const FOLDER = fileURLToPath(new URL('./migrations', import.meta.url))
const JOURNAL = join('meta', '_journal.json')

type Journal = { readonly entries: readonly { readonly tag: string }[] }

/** The names of the committed migrations, in order. */
export async function migrationTags(): Promise<readonly string[]> {
  const journal = JSON.parse(await readFile(join(FOLDER, JOURNAL), 'utf8')) as Journal
  return journal.entries.map(({ tag }) => tag)
}

/** Where tables are brought to: a schema, and up to which migration; `null`: all of them. */
export type MigrationGoal = { readonly schema: string; readonly upTo: string | null }

/** Runs with the committed migrations, whose record is kept in the schema the tables are in. */
export async function withMigrations(
  { schema, upTo }: MigrationGoal,
  run: (config: MigrationConfig) => Promise<void>,
): Promise<void> {
  const config = { migrationsSchema: schema, migrationsTable: 'migrations' }
  if (upTo === null) return run({ ...config, migrationsFolder: FOLDER })
  const some = await mkdtemp(join(tmpdir(), 'trueline-migrations-'))
  try {
    await cp(FOLDER, some, { recursive: true })
    const journal = JSON.parse(await readFile(join(some, JOURNAL), 'utf8')) as Journal
    const last = journal.entries.findIndex(({ tag }) => tag === upTo)
    const entries = journal.entries.slice(0, last + 1)
    await writeFile(join(some, JOURNAL), JSON.stringify({ ...journal, entries }))
    await run({ ...config, migrationsFolder: some })
  } finally {
    await rm(some, { recursive: true, force: true })
  }
}
