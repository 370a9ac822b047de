/** An older program would read tables that it does not know, and write rows that the newer one cannot read. */
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { ConfigError } from '../config.ts'
import type { Database } from './database.ts'
import { newestMigration } from './health/version.ts'

/** @throws ConfigError, with the line that ends a start, where the database has migrations that this folder does not know */
export async function refuseNewer(db: Database, migrationsFolder: string): Promise<void> {
  const known = Math.max(...readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis))
  if (((await newestMigration(db)) ?? 0) > known)
    throw new ConfigError(
      'The database is of a newer version than this program; start the newer version, or restore a backup of this one into an empty place',
    )
}
