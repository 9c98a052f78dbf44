import { sql } from 'drizzle-orm'
import type { Queries } from '../db/database.ts'
import { BackupError } from './backupError.ts'
import { linesOf } from './linesOf.ts'
import { BACKED_TABLES } from './tables.ts'

const ROWS = 500
const NAMES = new Set(BACKED_TABLES.map(({ name }) => name))

/**
 * Puts a dump's rows into tables that hold nothing, all or none, and returns how many of each.
 *
 * @throws {BackupError} when there is something in them, or the dump is broken.
 */
export async function restoreTables(
  queries: Queries,
  path: string,
): Promise<Readonly<Record<string, number>>> {
  return queries.transaction(async (tx) => {
    await requireEmpty(tx)
    // What every new database has comes from the dump, too.
    await tx.execute(sql`delete from organisations`)
    const counts: Record<string, number> = {}
    let waiting: { readonly table: string; readonly rows: string[] } | null = null
    const store = async (): Promise<void> => {
      if (waiting === null) return
      const { table, rows } = waiting
      const name = sql.identifier(table)
      const json = `[${rows.join(',')}]`
      await tx.execute(
        sql`insert into ${name} select * from jsonb_populate_recordset(null::${name}, ${json}::jsonb)`,
      )
      counts[table] = (counts[table] ?? 0) + rows.length
      waiting = null
    }
    let line = 0
    for await (const text of linesOf(path)) {
      line += 1
      const { table, row } = parsed(text, line)
      if (waiting !== null && (waiting.table !== table || waiting.rows.length >= ROWS))
        await store()
      waiting ??= { table, rows: [] }
      waiting.rows.push(row)
    }
    await store()
    return counts
  })
}

const LINE = /^\{"table":"(\w+)","row":(\{.*\})\}$/s

function parsed(text: string, line: number): { readonly table: string; readonly row: string } {
  const [, table = '', row = ''] = LINE.exec(text) ?? []
  if (!NAMES.has(table)) {
    throw new BackupError(`tables.ndjson, line ${line}: expected a row of a known table`)
  }
  return { table, row }
}

async function requireEmpty(tx: Queries): Promise<void> {
  for (const { name } of BACKED_TABLES) {
    if (name === 'organisations') continue
    const found = await tx.execute(sql`select 1 from ${sql.identifier(name)} limit 1`)
    if ((found as unknown as { rows: unknown[] }).rows.length > 0) {
      throw new BackupError(
        `There is something in the database already (${name}): restore into a new data folder or an empty database`,
      )
    }
  }
}
