/** A database that a newer version of this program made is left alone. Only on Node, which has the folder of migrations. */
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { ConfigError } from '../../config.ts'
import type { Database } from '../database.ts'
import { newestMigration } from './version.ts'

/**
 * An older program would read tables that it does not know, and write rows that the newer one cannot read.
 * @returns whether migrations of the folder are left to be applied: most starts find none
 * @throws ConfigError where a migration is applied that is newer than those of the folder
 */
export async function refuseNewer(db: Database, migrationsFolder: string): Promise<boolean> {
  const applied = (await newestMigration(db)) ?? 0
  const known = Math.max(...readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis))
  if (applied > known)
    throw new ConfigError(
      'The database is of a newer version than this program; start the newer version, or restore a backup of this one into an empty place',
    )
  return applied < known
}
