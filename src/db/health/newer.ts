/** A database that a newer version of this program made is left alone. Only on Node, which has the folder of migrations. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../../config.ts'
import type { Database } from '../database.ts'
import { newestMigration } from './version.ts'

/**
 * An older program would read tables that it does not know, and write rows that the newer one cannot read.
 * @returns whether migrations of the folder are left to be applied: most starts find none, and read none of them
 * @throws ConfigError where a migration is applied that is newer than those of the folder
 */
export async function refuseNewer(db: Database, migrationsFolder: string): Promise<boolean> {
  const known = newestIn(migrationsFolder)
  const applied = (await newestMigration(db)) ?? 0
  if (applied > known)
    throw new ConfigError(
      'The database is of a newer version than this program; start the newer version, or restore a backup of this one into an empty place',
    )
  return applied < known
}

/** When the newest of them was made, as the journal beside them has it. */
function newestIn(migrationsFolder: string): number {
  const journal = readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8')
  const { entries } = JSON.parse(journal) as { readonly entries: readonly { readonly when: number }[] }
  return Math.max(...entries.map(({ when }) => when))
}
