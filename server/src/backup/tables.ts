import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import {
  apiTokens,
  auditEntries,
  invitations,
  memberships,
  organisations,
  people,
  sessions,
} from '../db/peopleSchema.ts'
import { batches, projects } from '../db/projectSchema.ts'
import { doubles, efforts, plantings, referenceStretches, taskScores } from '../db/qualitySchema.ts'
import { clipBlobs, clips, patches, records, taskMoves, tasks } from '../db/schema.ts'

/** A table as a backup goes through it. */
export type BackedTable = {
  readonly name: string
  /** The columns of its key, by which it is read a page at a time. */
  readonly key: readonly string[]
}

/** Every table but that of sessions: who is restored signs in anew. */
export const BACKED_TABLES: readonly BackedTable[] = [
  ...[organisations, people, memberships, invitations, apiTokens, auditEntries],
  ...[projects, batches, clips, records, patches, tasks, taskMoves, clipBlobs],
  ...[plantings, referenceStretches, doubles, taskScores, efforts],
].map(backed)

/** The table that is left out. */
export const LEFT_OUT: readonly string[] = [backed(sessions).name]

function backed(table: PgTable): BackedTable {
  const { name, columns, primaryKeys } = getTableConfig(table)
  const own = columns.filter(({ primary }) => primary)
  const key = (primaryKeys[0]?.columns ?? own).map((column) => column.name)
  return { name, key }
}
