/** Whether the tables of a database fit this version. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OpenDatabase } from '../../db/open.ts'
import { type Finding, fault, ok } from './finding.ts'

/**
 * @param migrations the folder that they lie in
 * @param remedy what brings older tables up to date
 */
export async function compareTables({ db }: OpenDatabase, migrations: string, remedy: string): Promise<Finding> {
  const { newestMigration } = await import('../../db/health/version.ts')
  const have = await newestMigration(db)
  if (have === null) return fault('database', `Opens, but has no tables yet; ${remedy}.`)
  const want = newestOf(migrations)
  if (have < want) return fault('database', `Opens, but its tables are of an older version; ${remedy}.`)
  if (have > want)
    return fault(
      'database',
      'Opens, but its tables are of a newer version than this program, which does not start on them; start the newer one.',
    )
  return ok('database', 'Opens, and its tables are of this version.')
}

function newestOf(migrations: string): number {
  const { entries } = JSON.parse(readFileSync(join(migrations, 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number }[]
  }
  return Math.max(...entries.map(({ when }) => when))
}
