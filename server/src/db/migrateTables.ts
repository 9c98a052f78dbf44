import { fileURLToPath } from 'node:url'
import type { MigrationConfig } from 'drizzle-orm/migrator'

/** The committed migrations, with their record kept in the schema the tables are in. */
export function migrationsOf(schema: string): MigrationConfig {
  return {
    migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
    migrationsSchema: schema,
    migrationsTable: 'migrations',
  }
}
