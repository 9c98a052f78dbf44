import { open } from 'node:fs/promises'
import { type SQL, sql } from 'drizzle-orm'
import type { Queries } from '../db/database.ts'
import { BACKED_TABLES, type BackedTable } from './tables.ts'

/** Rows of one statement. */
const PAGE = 1000

/**
 * Writes every row of every organisation to a file, a line each: `{"table":"clips","row":{…}}`, as they
 * were at one moment, and returns how many of each table.
 *
 * The embedded database answers nobody meanwhile, which is why they go to a file at once.
 */
export async function dumpTables(
  queries: Queries,
  path: string,
): Promise<Readonly<Record<string, number>>> {
  const file = await open(path, 'wx', 0o600)
  try {
    const counts: Record<string, number> = {}
    await queries.transaction(
      async (tx) => {
        for (const table of BACKED_TABLES) {
          counts[table.name] = 0
          for await (const rows of pagesOf(tx, table)) {
            const lines = rows.map((row) => `{"table":"${table.name}","row":${row}}\n`)
            await file.write(lines.join(''))
            counts[table.name]! += rows.length
          }
        }
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    )
    await file.sync()
    return counts
  } finally {
    await file.close()
  }
}

/** A table's rows as JSON, a page at a time, by its key. */
async function* pagesOf(
  tx: Queries,
  { name, key }: BackedTable,
): AsyncGenerator<readonly string[]> {
  const columns = sql.join(
    key.map((column) => sql.identifier(column)),
    sql`, `,
  )
  const keyOf = sql`jsonb_build_array(${columns})::text`
  let after: SQL = sql`true`
  for (;;) {
    // Rows go as text: whole numbers of 64 bits would not survive a number of JavaScript.
    const found = await tx.execute(sql`
      select to_jsonb(t)::text as row, ${keyOf} as key from ${sql.identifier(name)} as t
      where ${after} order by ${columns} limit ${PAGE}`)
    const { rows } = found as unknown as { rows: { row: string; key: string }[] }
    if (rows.length > 0) yield rows.map(({ row }) => row)
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    const values = (JSON.parse(last.key) as (string | number)[]).map((value) => sql`${value}`)
    after = sql`(${columns}) > (${sql.join(values, sql`, `)})`
  }
}
